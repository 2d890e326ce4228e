import { execFile } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { root, stateDir } from "../../rehearsal/paths.ts";
import { problemOf, pulumiErrors, terraformErrors } from "./errors.ts";
import { Terraform, terraformVersion } from "./terraform.ts";

const run = promisify(execFile);

const SAID = `
Error: Status: 400 - ApiError 21422: +14155550111 is not available

  with twilio_phone_number.item[0],
  on main.tf.json line 20, in resource.twilio_phone_number.item:
  20:       }

Warning: Provider development overrides are in effect

The behavior may therefore not match any released version.

Error: Failed to load plugin schemas

failed to instantiate provider "twilio" to obtain
schema: Failed to read any lines from plugin's stdout.
`;

it("reads each of Terraform's errors with its reason, as one line", () => {
  expect(terraformErrors(SAID)).toEqual([
    "Status: 400 - ApiError 21422: +14155550111 is not available with twilio_phone_number.item[0], on main.tf.json line 20, in resource.twilio_phone_number.item: 20: }",
    `Failed to load plugin schemas failed to instantiate provider "twilio" to obtain schema: Failed to read any lines from plugin's stdout.`,
  ]);
});

it("reads Pulumi's errors", () => {
  const output =
    "Updating (bench):\n  error: update failed\n    error:  no such  number\n  error: no funds\nDuration: 1s";
  expect(pulumiErrors(output)).toEqual(["error: no such number", "error: no funds"]);
});

it("says the first error, how many there were, and something where none was named", () => {
  expect(problemOf(["one"], "")).toBe("one");
  expect(problemOf(["one", "two"], "")).toBe("2 errors, the first: one");
  expect(problemOf(["x".repeat(500)], "")).toBe(`${"x".repeat(400)}...`);
  expect(problemOf([], ` ${"y".repeat(500)}end\n`)).toBe(`${"y".repeat(397)}end`);
  expect(problemOf([], " \n")).toBe("it failed without any output");
});

const skippedWith = async (provider: string): Promise<string> => {
  const args = [join(root, "bench/terraform/main.ts"), "--json", "--provider", provider];
  const { stdout } = await run(process.execPath, args, { cwd: root, env: { ...process.env, INIT_CWD: root } });
  return (JSON.parse(stdout) as { skipped: string }).skipped;
};

it("asks for the binary where it was given a folder", async () => {
  const folder = join(root, "bench");
  expect(await skippedWith("bench")).toBe(`${folder} isn't a file. Give --provider the path of the provider's binary`);
});

it("says why a program is no provider, in plain letters, and leaves nothing; without Terraform that there is none", async () => {
  const dir = join(stateDir, "test", "bench-no-provider");
  const provider = join(stateDir, "test", "no-provider.sh");
  mkdirSync(join(stateDir, "test"), { recursive: true });
  writeFileSync(provider, "#!/bin/sh\n", { mode: 0o755 });
  const version = await terraformVersion();
  if (version === undefined) {
    expect(await skippedWith(provider)).toBe("`terraform` isn't on the PATH. Install it");
    return;
  }
  const outside = { proxy: "http://127.0.0.1:9", tlsPort: 9, certificateFile: "/nowhere", close: async () => {} };
  const wanted = { accountSid: "AC", authToken: "token", numbers: [], word: "desk" };
  const { signal } = new AbortController();
  const terraform = new Terraform({ dir, version, provider, outside, wanted, parallel: 1, signal });
  await expect(terraform.meet()).rejects.toThrow(
    /^Terraform can't use this provider: Failed to load plugin schemas [\x20-\x7e]+ Failed to read any lines from plugin's stdout/,
  );
  terraform.remove();
  expect(existsSync(dir)).toBe(false);
});

it.each([
  [["--provider"], "option '--provider <path>' argument missing."],
  [["--count", "501"], "option '--count <resources>' argument '501' is invalid. Give a whole number from 1 to 500."],
])("refuses %j with the reason", async (args, reason) => {
  const main = run(process.execPath, [join(root, "bench/terraform/main.ts"), ...args]);
  await expect(main).rejects.toMatchObject({
    code: 2,
    stderr: `npm run bench:terraform: ${reason} npm run bench:terraform -- --help lists the options.\n`,
  });
});
