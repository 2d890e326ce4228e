// @ts-check
import path from "node:path";
import { startFast } from "../launch/fast-start.mjs";

/** The program of every stack (main.ts), from its bundle. A region's own part is loaded as it is: it is much larger than a tenant's. */
const program = await startFast({
  name: "program",
  entry: path.join(import.meta.dirname, "main.ts"),
  external: ["@pulumi/pulumi/*", path.join(import.meta.dirname, "region", "program.ts")],
  instead: { "@pulumi/pulumi": path.join(import.meta.dirname, "../launch/sdk.mjs") },
});
// A program that declares nothing is one that has everything deleted.
if (typeof program.default !== "function") throw new Error("infra/main.ts has no program: it exports no function");
export default program.default;
