// @ts-check
import path from "node:path";
import { swiftly } from "../../toolchain/swift.mjs";

/** Package `twilio` as the engine's plugin: main.ts, started swiftly. */
const { start } = await swiftly({
  name: "provider-twilio",
  entry: path.join(import.meta.dirname, "main.ts"),
});
await start();
