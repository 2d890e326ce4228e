import { join } from "node:path";
import { generatePages, generateSdk } from "../kit/generate-sdk.ts";
import { spec } from "./package.ts";

/**
 * Writes sdks/aybiza and docs/packages/aybiza anew: `node providers/aybiza/generate-sdk.ts [root]`. A test compares what is committed with
 * what this makes.
 */
const root = process.argv[2] ?? join(import.meta.dirname, "../..");
generateSdk(spec, "@pulumi/aybiza", join(root, "sdks/aybiza"));
generatePages(spec, "@pulumi/aybiza", join(root, "docs/packages/aybiza"));
