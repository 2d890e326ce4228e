import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rehearsalPassphrase } from "../rehearsal/paths.ts";
import { sampleAuthTokens } from "../rehearsal/sample.ts";
import type { World } from "../rehearsal/world.ts";
import { deploy, testWorld } from "./test-world.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld("secrets");
  await deploy(world, "us");
  await world.engine.must(["stack", "init", "acme-us"]);
});
afterAll(() => world?.stop());

/** Each secret in the forms in which it could stand somewhere: itself, in base64, and as Basic authentication. */
function forms(): [string, string][] {
  const [sid, token] = Object.entries(sampleAuthTokens).find(([account]) => account.startsWith("AC0a7e"))!;
  return [
    ["the auth token", token],
    ["the auth token in base64", Buffer.from(token).toString("base64")],
    ["Basic credentials", Buffer.from(`${sid}:${token}`).toString("base64")],
    ["the passphrase", rehearsalPassphrase],
  ];
}

const leaks = (text: string) =>
  forms()
    .filter(([, value]) => text.includes(value))
    .map(([name]) => name);

describe("no secret stands in clear", () => {
  it("in the most verbose log of an `up`, a preview and a refresh", async () => {
    for (const command of [["preview"], ["up", "--yes", "--skip-preview"], ["refresh", "--yes", "--skip-preview"]]) {
      const run = await world.engine.must([
        ...command,
        "--stack",
        "acme-us",
        "-v=11",
        "--logtostderr",
        "--logflow",
        "--debug",
        "--diff",
      ]);
      // The log is there, and it is about our resources.
      expect(run.output).toContain("twilio:index:IncomingPhoneNumber");
      expect(run.output.length).toBeGreaterThan(100_000);
      expect(leaks(run.output)).toEqual([]);
    }
  });

  it("in the exported state", async () => {
    const { stdout } = await world.engine.must(["stack", "export", "--stack", "acme-us"]);
    expect(stdout).toContain("AC0a7e11fc1e9f4a3b8d2c5e6f70819203");
    expect(leaks(stdout)).toEqual([]);
  });

  it("in the error of wrong credentials, which is one clear line that names the connection", async () => {
    const account = world.twilio.store.accounts.get("AC0a7e11fc1e9f4a3b8d2c5e6f70819203")!;
    const right = account.auth_token;
    account.auth_token = "00000000000000000000000000000000";
    const run = await world.engine.run(["preview", "--stack", "acme-us"]);
    account.auth_token = right;
    expect(run.code).not.toBe(0);
    const lines = run.output.split("\n").filter((line) => line.includes("connection `own` of tenant `acme`"));
    expect(lines).toHaveLength(1);
    expect(leaks(run.output)).toEqual([]);
  });
});
