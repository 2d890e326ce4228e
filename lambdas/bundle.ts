import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The handlers: each a folder here with an `index.ts` that exports `handler`. */
export const HANDLERS = ["twilio-voice", "twilio-status"] as const;

/** A handler ready for a Lambda: `dir` holds `index.mjs` alone, for a FileArchive; the entry is `index.handler`. */
export interface HandlerBundle {
  readonly name: (typeof HANDLERS)[number];
  /** Folder of the archive. */
  readonly dir: string;
  readonly file: string;
  readonly bytes: number;
}

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const HERE = fileURLToPath(new URL(".", import.meta.url));

/** What a bundle was made of: a digest of each input and of the output. Kept beside the archive, never in it. */
interface Made {
  readonly recipe: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly output: string;
}

/**
 * Bundles the handlers into `outDir`, one folder each, with the AWS SDK's real clients in it.
 * The same sources give the same bytes on any machine: no path, time or name of the machine is in them, so an archive's hash changes with its code only.
 * Nothing is done where no input has changed. Source maps stand in `<outDir>/maps`.
 */
export async function bundleHandlers({ outDir }: { readonly outDir: string }): Promise<HandlerBundle[]> {
  const out = resolve(outDir);
  return Promise.all(HANDLERS.map((name) => bundleHandler(name, out)));
}

async function bundleHandler(name: (typeof HANDLERS)[number], out: string): Promise<HandlerBundle> {
  const dir = join(out, name);
  const file = join(dir, "index.mjs");
  const recordFile = join(out, "made", `${name}.json`);
  const bundle = async () => ({ name, dir, file, bytes: (await readFile(file)).length });
  if (await isFresh(recordFile, file)) return bundle();

  const { build } = await import("esbuild");
  const result = await build({ ...OPTIONS, entryPoints: [join(HERE, name, "index.ts")], outfile: file });
  const code = result.outputFiles!.find((output) => output.path === file)!.contents;
  const map = result.outputFiles!.find((output) => output.path === `${file}.map`)!.contents;
  const inputs = await Promise.all(
    Object.keys(result.metafile!.inputs).map(
      async (input) => [input, digest(await readFile(join(ROOT, input)))] as const,
    ),
  );
  const record: Made = { recipe: await recipe(), inputs: Object.fromEntries(inputs.sort()), output: digest(code) };
  await rm(dir, { recursive: true, force: true });
  await put(join(out, "maps", `${name}.mjs.map`), map);
  await put(file, code);
  await put(recordFile, JSON.stringify(record));
  return bundle();
}

/** ESM loads in some 20 ms less than CommonJS here: esbuild leaves out more of the AWS SDK's ES modules. */
const OPTIONS = {
  absWorkingDir: ROOT,
  bundle: true,
  minify: true,
  platform: "node",
  target: "node22",
  format: "esm",
  mainFields: ["module", "main"],
  // The SDK's and Twilio's CommonJS parts ask for Node's own modules by `require`.
  banner: {
    js: 'import{createRequire as aybizaRequire}from"node:module";const require=aybizaRequire(import.meta.url);',
  },
  sourcemap: "external",
  sourcesContent: false,
  legalComments: "none",
  metafile: true,
  write: false,
  logLevel: "error",
} as const;

/** Changes with anything but the sources that shapes the output. */
async function recipe(): Promise<string> {
  const esbuild = JSON.parse(await readFile(join(ROOT, "node_modules/esbuild/package.json"), "utf8")) as {
    version: string;
  };
  return digest(Buffer.from(JSON.stringify({ ...OPTIONS, absWorkingDir: undefined, version: esbuild.version })));
}

async function isFresh(recordFile: string, file: string): Promise<boolean> {
  try {
    const record = JSON.parse(await readFile(recordFile, "utf8")) as Made;
    if (record.recipe !== (await recipe()) || record.output !== digest(await readFile(file))) return false;
    const same = await Promise.all(
      Object.entries(record.inputs).map(async ([input, was]) => digest(await readFile(join(ROOT, input))) === was),
    );
    return same.every(Boolean);
  } catch {
    return false;
  }
}

/** Written aside and renamed: a reader sees the old file or the new one. */
async function put(file: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const aside = `${file}.${process.pid}`;
  await writeFile(aside, content);
  await rename(aside, file);
}

function digest(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
