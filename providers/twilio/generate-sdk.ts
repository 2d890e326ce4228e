import { join } from "node:path";
import { generatePages, generateSdk } from "../kit/generate-sdk.ts";
import { spec } from "./package.ts";

/** Generates sdks/twilio and docs/packages/twilio: `node providers/twilio/generate-sdk.ts [root]`. A test checks that the result is committed. */
const root = process.argv[2] ?? join(import.meta.dirname, "../..");
generateSdk(spec, "@pulumi/twilio", join(root, "sdks/twilio"));
generatePages(spec, "@pulumi/twilio", join(root, "docs/packages/twilio"));
