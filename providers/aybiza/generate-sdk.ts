import { join } from "node:path";
import { generatePages, generateSdk } from "../kit/generate-sdk.ts";
import { spec } from "./package.ts";

/**
 * Regenerates sdks/aybiza and docs/packages/aybiza: `node providers/aybiza/generate-sdk.ts [root]`. A test compares the committed files with
 * the generated ones.
 */
const root = process.argv[2] ?? join(import.meta.dirname, "../..");
generateSdk(spec, "@pulumi/aybiza", join(root, "sdks/aybiza"));
generatePages(spec, "@pulumi/aybiza", join(root, "docs/packages/aybiza"));
