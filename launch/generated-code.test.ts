import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTwilio, type Twilio } from "../rehearsal/twilio/server.ts";
import { layoutOf } from "./layout.mjs";
import { EngineRoom } from "./testing/engine-room.ts";

const root = path.resolve(import.meta.dirname, "..");
const provider = path.join(root, "providers", "twilio");
const account = { sid: `AC${"ac".repeat(16)}`, authToken: "acme-auth-token-0123456789", friendlyName: "Acme Dental" };
const application = `AP${"0a".repeat(16)}`;

/** Tests code that the CLI generates through this project's language host, with Pulumi's own generator. */
describe("generated code", () => {
  let twilio: Twilio;
  let room: EngineRoom;
  beforeAll(async () => {
    twilio = await startTwilio({
      accounts: [{ ...account, applications: [{ sid: application, friendlyName: "Front desk" }] }],
      resolve: async () => undefined,
    });
    room = new EngineRoom(
      { "main.ts": "" },
      {
        yaml: `plugins: { providers: [{ name: twilio, path: ${JSON.stringify(provider)} }] }\n`,
        env: { AYBIZA_TWILIO_URL: twilio.origin },
      },
    );
    await room.must("stack", "init", "dev");
    await room.must("config", "set", "twilio:accountSid", account.sid);
    await room.must("config", "set", "--secret", "twilio:authToken", account.authToken);
  }, 60_000);
  afterAll(async () => {
    room?.close();
    await twilio?.close();
  });

  test("of an import is a program that previews without a change", async () => {
    const args = ["import", "twilio:index:Application", "front-desk", application, "--yes", "--out", "main.ts"];
    await room.must(...args);
    const program = readFileSync(room.in("project/main.ts"), "utf8");
    expect(program).toContain('import * as twilio from "@pulumi/twilio";');
    expect(program).toMatch(/const front_?[dD]esk = new twilio\.Application\("front-desk", \{/);
    expect(program).toContain('friendlyName: "Front desk"');
    expect(program).toContain("protect: true");
    expect(await room.must("preview", "--expect-no-changes")).toContain("2 unchanged");
    expect(room.held()).toContain("front-desk");
  }, 60_000);

  test("of a package is an SDK that compiles", async () => {
    const out = room.in("sdk");
    await room.must(
      "package",
      "gen-sdk",
      path.join(provider, "pulumi-resource-twilio"),
      "--language",
      "nodejs",
      "--out",
      out,
    );
    const sdk = path.join(out, "nodejs");
    expect(JSON.parse(readFileSync(path.join(sdk, "package.json"), "utf8"))).toMatchObject({
      name: "@pulumi/twilio",
      pulumi: { resource: true, name: "twilio" },
    });
    const tsc = path.join(layoutOf(root).modules, "typescript/bin/tsc");
    execFileSync(layoutOf(root).node, [tsc, "-p", sdk, "--noEmit"], { stdio: "pipe" });
    expect(readFileSync(path.join(sdk, "application.ts"), "utf8")).toContain("voiceCallerIdLookup");
  }, 60_000);

  test("of a package that is added to a program is linked there, and npm is asked to install it", async () => {
    const npm = execFileSync("sh", ["-c", "command -v npm"], { encoding: "utf8" }).trim();
    // A fake npm records its calls instead of using the registry.
    const stub = `#!/bin/sh\ncase "$1" in install) pwd > installed-here ;; *) exec "${npm}" "$@" ;; esac\n`;
    const other = new EngineRoom({ "main.ts": "", "bin/npm": stub });
    try {
      other.env.PATH = `${other.in("project/bin")}:${other.env.PATH}`;
      const said = await other.must("package", "add", path.join(provider, "pulumi-resource-twilio"));
      expect(said).toContain('import * as twilio from "@pulumi/twilio";');
      expect(JSON.parse(readFileSync(other.in("project/package.json"), "utf8"))).toMatchObject({
        type: "module",
        dependencies: { "@pulumi/twilio": "file:sdks/twilio" },
      });
      expect(readFileSync(other.in("project/installed-here"), "utf8").trim()).toBe(other.in("project"));
      expect(existsSync(other.in("project/sdks/twilio/application.ts"))).toBe(true);
    } finally {
      other.close();
    }
  }, 60_000);

  test("that can't be made is told with the reason", async () => {
    room.write({ "schema.json": '{ "name": "broken", "resources": { "broken": {} } }' });
    const { code, output } = await room.pulumi("package", "gen-sdk", "schema.json", "--language", "nodejs");
    expect(code).not.toBe(0);
    expect(output).toContain("broken");
    await expect.poll(() => room.processes()).toEqual([]);
  }, 60_000);
});
