// @ts-check
import path from "node:path";
import { startFast } from "../../launch/fast-start.mjs";

// The package has the project's name, so PULUMI_CONFIG has the stack's whole configuration. Drop it: git can't start with so large an environment.
delete process.env.PULUMI_CONFIG;

/** Starts package `aybiza` as the engine's plugin: main.ts, from its bundle. */
const { start } = await startFast({
  name: "provider-aybiza",
  entry: path.join(import.meta.dirname, "main.ts"),
  // Load the AWS SDK at the first request: a preview without changes makes none.
  external: ["@aws-sdk/*"],
});
await start();
