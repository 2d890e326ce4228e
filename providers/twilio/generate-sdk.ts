import { join } from "node:path";
import { generatePages, generateSdk } from "../kit/generate-sdk.ts";
import { spec } from "./package.ts";

/**
 * Writes sdks/twilio and docs/packages/twilio anew: `node providers/twilio/generate-sdk.ts [root]`. A test compares what is committed with
 * what this makes.
 */
const root = process.argv[2] ?? join(import.meta.dirname, "../..");
generateSdk(spec, "@pulumi/twilio", join(root, "sdks/twilio"));
generatePages(spec, "@pulumi/twilio", join(root, "docs/packages/twilio"));
