// @ts-check
import path from "node:path";
import { swiftly } from "../../toolchain/swift.mjs";

/** Package `aybiza` as the engine's plugin: main.ts, started swiftly. */
const { start } = await swiftly({
  name: "provider-aybiza",
  entry: path.join(import.meta.dirname, "main.ts"),
  // Loaded at the first request: a preview without changes makes none.
  external: ["@aws-sdk/*"],
});
await start();
