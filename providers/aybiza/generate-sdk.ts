import { fileURLToPath } from "node:url";
import { generateSdk } from "../kit/generate-sdk.ts";
import { spec } from "./package.ts";

/** Writes sdks/aybiza anew: `node providers/aybiza/generate-sdk.ts [folder]`. */
generateSdk(spec, "@pulumi/aybiza", process.argv[2] ?? fileURLToPath(new URL("../../sdks/aybiza", import.meta.url)));
