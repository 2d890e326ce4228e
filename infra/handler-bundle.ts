import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { writeAtomically } from "../launch/atomic-write.mjs";

/** The handlers. Each is a folder of lambdas/ whose `index.ts` exports `handler`. */
export const HANDLERS = ["twilio-voice", "twilio-status", "late-events"] as const;

/** A bundled handler: `dir` holds only `index.mjs`, for a FileArchive; the Lambda's handler is `index.handler`. */
export interface HandlerBundle {
  readonly name: (typeof HANDLERS)[number];
  /** Folder of the archive, absolute. */
  readonly dir: string;
  readonly file: string;
  readonly bytes: number;
}

const ROOT = resolve(import.meta.dirname, "..");

/** Digests of the bundles and their inputs. Stored beside the archives, never in them. */
interface Made {
  readonly recipe: string;
  /** Input files by path from the root. `stamp` is size and modification time, so that an unchanged file isn't read again. */
  readonly inputs: Readonly<Record<string, { readonly digest: string; readonly stamp: string }>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Bundles the handlers, with the AWS SDK's clients, into one folder each of `outDir`. Source maps go to `<outDir>/maps`.
 * The same sources give the same bytes on any machine, so that an archive's hash changes only with its code. Builds only if an input or an
 * output has changed.
 */
export async function bundleHandlers({ outDir }: { readonly outDir: string }): Promise<HandlerBundle[]> {
  const out = resolve(outDir);
  if (!isFresh(out)) await build(out);
  return HANDLERS.map((name) => {
    const dir = join(out, name);
    const file = join(dir, "index.mjs");
    return { name, dir, file, bytes: statSync(file).size };
  });
}

/** ESM bundles load about 10 ms faster than CommonJS ones: tree shaking removes more of the SDK. */
const OPTIONS = {
  bundle: true,
  minify: true,
  platform: "node",
  target: "node22",
  format: "esm",
  mainFields: ["module", "main"] as string[],
  // CommonJS parts of Powertools, the SDK and Twilio's package `require` Node's own modules.
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

async function build(out: string): Promise<void> {
  // Imported only when needed: a preview with nothing to build doesn't load esbuild.
  const esbuild = await import("esbuild");
  const entryPoints = HANDLERS.map((name) => ({ in: join(ROOT, "lambdas", name, "index.ts"), out: name }));
  const { outputFiles, metafile } = await esbuild.build({ ...OPTIONS, absWorkingDir: ROOT, entryPoints, outdir: out });
  const outputs: Record<string, string> = {};
  for (const { path, contents } of outputFiles) {
    const isMap = path.endsWith(".map");
    const name = path.slice(out.length + 1).replace(/\.js(\.map)?$/, "");
    if (!isMap) outputs[name] = digest(contents);
    const file = isMap ? join(out, "maps", `${name}.mjs.map`) : join(out, name, "index.mjs");
    mkdirSync(dirname(file), { recursive: true });
    writeAtomically(file, contents, { draftsIn: out }); // in the archive's folder, a crash would leave a draft
  }
  const inputs = Object.keys(metafile.inputs)
    .sort()
    .map((path) => [path, { digest: digest(readFileSync(join(ROOT, path))), stamp: stamp(join(ROOT, path)) }] as const);
  const made: Made = { recipe: recipe(), inputs: Object.fromEntries(inputs), outputs };
  writeAtomically(join(out, "made.json"), JSON.stringify(made));
}

function isFresh(out: string): boolean {
  try {
    const made: Made = JSON.parse(readFileSync(join(out, "made.json"), "utf8"));
    return (
      made.recipe === recipe() &&
      HANDLERS.every((name) => made.outputs[name] === digest(readFileSync(join(out, name, "index.mjs")))) &&
      Object.entries(made.inputs).every(([path, was]) => {
        const file = join(ROOT, path);
        return stamp(file) === was.stamp || digest(readFileSync(file)) === was.digest;
      })
    );
  } catch {
    return false; // nothing was built yet, or an input was deleted
  }
}

/** Digest of everything but the inputs that affects the output: the options and all packages' versions. */
function recipe(): string {
  return digest(Buffer.from(JSON.stringify(OPTIONS) + readFileSync(join(ROOT, "package-lock.json"), "utf8")));
}

function stamp(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${size} ${mtimeMs}`;
}

function digest(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
