// @ts-check
import path from "node:path";
import { startFast } from "../../launch/fast-start.mjs";

// The package has the project's name, so the engine hands it the stack's whole file. It needs none of it, and git, which it starts, can't be given so much.
delete process.env.PULUMI_CONFIG;

/** Package `aybiza` as the engine's plugin: main.ts, from its bundle. */
const { start } = await startFast({
  name: "provider-aybiza",
  entry: path.join(import.meta.dirname, "main.ts"),
  // Loaded at the first request: a preview without changes makes none.
  external: ["@aws-sdk/*"],
});
await start();
