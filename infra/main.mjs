// @ts-check
import path from "node:path";
import { startFast } from "../launch/fast-start.mjs";

/** Starts main.ts, the program of every stack. The bundle excludes the region program, which is much larger than the tenant program. */
const program = await startFast({
  name: "program",
  entry: path.join(import.meta.dirname, "main.ts"),
  external: ["@pulumi/pulumi/*", path.join(import.meta.dirname, "region", "program.ts")],
  instead: { "@pulumi/pulumi": path.join(import.meta.dirname, "../launch/sdk.mjs") },
});
// A program that declares nothing would make the engine delete everything.
if (typeof program.default !== "function") throw new Error("infra/main.ts must export a default function, the program");
export default program.default;
