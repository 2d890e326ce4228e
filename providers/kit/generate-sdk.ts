import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { PackageSpec } from "./define.ts";
import { pages } from "./pages.ts";
import { packageSchema } from "./schema.ts";
import { sdkFiles } from "./sdk.ts";

/**
 * Generates a package's SDK into a folder, formatted. A test compares the committed SDK with the generated one.
 * @throws Error when the result can't be formatted
 */
export function generateSdk<Client>(spec: PackageSpec<Client>, npmName: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (/\.(ts|json)$/.test(name)) rmSync(`${folder}/${name}`);
  for (const [name, text] of sdkFiles(packageSchema(spec), npmName)) writeFileSync(`${folder}/${name}`, text);
  const biome = fileURLToPath(new URL("../../node_modules/.bin/biome", import.meta.url));
  const { status } = spawnSync(biome, ["check", "--write", "--vcs-enabled=false", folder], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) throw new Error(`the SDK in ${folder} can't be formatted`);
}

/** Generates a package's documentation pages into a folder. */
export function generatePages<Client>(spec: PackageSpec<Client>, npmName: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (name.endsWith(".md")) rmSync(`${folder}/${name}`);
  for (const [name, text] of pages(spec, npmName)) writeFileSync(`${folder}/${name}`, text);
}
