import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { packageSchema } from "../kit/schema.ts";
import { sdkFiles } from "../kit/sdk.ts";
import { spec } from "./package.ts";

/** Writes sdks/twilio anew: `node providers/twilio/generate-sdk.ts [folder]`. A test compares what is committed with what this makes. */
const folder = process.argv[2] ?? new URL("../../sdks/twilio", import.meta.url).pathname;
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (/\.(ts|json)$/.test(name)) rmSync(`${folder}/${name}`);
for (const [name, text] of sdkFiles(packageSchema(spec), "@pulumi/twilio")) writeFileSync(`${folder}/${name}`, text);
const biome = new URL("../../node_modules/.bin/biome", import.meta.url).pathname;
const formatted = spawnSync(biome, ["check", "--write", "--vcs-enabled=false", folder], {
  stdio: ["ignore", "ignore", "inherit"],
});
process.exitCode = formatted.status ?? 1;
