// @ts-check
import path from "node:path";
import { startFast } from "../../launch/fast-start.mjs";

/** Starts package `twilio` as the engine's plugin: main.ts, from its bundle. */
const { start } = await startFast({
  name: "provider-twilio",
  entry: path.join(import.meta.dirname, "main.ts"),
});
await start();
