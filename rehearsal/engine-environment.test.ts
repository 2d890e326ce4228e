import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { project } from "../toolchain/testing/project.ts";
import { pulumiEnvironment } from "./engine-environment.ts";

const rehearsal = (root: string, from: NodeJS.ProcessEnv) =>
  pulumiEnvironment({ root, backendDir: path.join(root, "state"), passphrase: "test", from });

test("a rehearsal's CLI keeps no logs, unless they are asked for", () => {
  const { root, pulumiHome } = project();
  const logs = path.join(pulumiHome, "logs");
  rehearsal(root, {});
  expect(existsSync(logs)).toBe(false);

  mkdirSync(logs, { recursive: true });
  writeFileSync(path.join(logs, "old.log"), "");
  rehearsal(root, { AYBIZA_PULUMI_LOGS: "1" });
  expect(readdirSync(logs)).toEqual(["old.log"]);

  rehearsal(root, {});
  rehearsal(root, {});
  expect(statSync(logs).isFile()).toBe(true);
});

test("nothing of a user's Pulumi, AWS or Twilio is in a rehearsal's environment", () => {
  const { root, pulumiHome } = project();
  const env = rehearsal(root, { PULUMI_ACCESS_TOKEN: "pul-1", AWS_PROFILE: "own", TWILIO_AUTH_TOKEN: "t", LANG: "C" });
  expect(env).toMatchObject({ LANG: "C", PULUMI_HOME: pulumiHome });
  for (const name of ["PULUMI_ACCESS_TOKEN", "AWS_PROFILE", "TWILIO_AUTH_TOKEN"]) expect(env).not.toHaveProperty(name);
});
