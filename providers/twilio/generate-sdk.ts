import { fileURLToPath } from "node:url";
import { generateSdk } from "../kit/generate-sdk.ts";
import { spec } from "./package.ts";

/** Writes sdks/twilio anew: `node providers/twilio/generate-sdk.ts [folder]`. A test compares what is committed with what this makes. */
generateSdk(spec, "@pulumi/twilio", process.argv[2] ?? fileURLToPath(new URL("../../sdks/twilio", import.meta.url)));
