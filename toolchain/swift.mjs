// @ts-check
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/**
 * Programs and providers start from one bundled file each, kept in .aybiza/cache/programs: Node then neither strips types nor looks for a
 * hundred files, and its compile cache holds the result. What is kept can't be stale: it names every file that it was made of, and where one of
 * them was changed since, it is made anew. Where it can't be made, the source itself runs, as it does with AYBIZA_FROM_SOURCE=1.
 */
const root = path.resolve(import.meta.dirname, "..");
const folder = path.join(root, ".aybiza", "cache", "programs");

/**
 * How a module is bundled.
 * @typedef {object} Recipe
 * @property {string} name of the kept file
 * @property {string} entry the module, an absolute path
 * @property {readonly string[]} [external] packages and files that stay outside, loaded as they are
 * @property {Readonly<Record<string, string>>} [instead] packages in place of which another file is bundled
 */

/**
 * What a kept file was made of and is.
 * @typedef {object} Made
 * @property {string} recipe
 * @property {Record<string, { stamp: string, digest: string }>} inputs by path from the root
 * @property {string} file name of the bundle; its digest is in it
 */

/**
 * Loads a module's exports, from its kept bundle where that is fresh or can be made.
 * @param {Recipe} recipe
 * @returns {Promise<any>}
 */
export async function swiftly(recipe) {
  const file = process.env.AYBIZA_FROM_SOURCE ? undefined : (kept(recipe) ?? (await make(recipe)));
  return file === undefined ? import(recipe.entry) : createRequire(import.meta.url)(file);
}

/**
 * The bundle, where none of its inputs was changed since it was made.
 * @param {Recipe} recipe
 * @param {string} [from] folder of the bundles
 */
export function kept(recipe, from = folder) {
  try {
    /** @type {Made} */
    const made = JSON.parse(readFileSync(path.join(from, `${recipe.name}.json`), "utf8"));
    if (made.recipe !== textOf(recipe)) return undefined;
    for (const [input, was] of Object.entries(made.inputs)) {
      const at = path.join(root, input);
      if (stampOf(at) !== was.stamp && digestOf(readFileSync(at)) !== was.digest) return undefined;
    }
    const file = path.join(from, made.file);
    return statSync(file).size > 0 ? file : undefined;
  } catch {
    return undefined; // none was made yet, or an input is gone
  }
}

/**
 * Makes the bundle. Undefined where that fails: the source then tells what is wrong with it, if anything is.
 * @param {Recipe} recipe
 * @param {string} [into] folder of the bundles
 */
export async function make(recipe, into = folder) {
  const began = Date.now();
  try {
    const esbuild = await import("esbuild");
    const { outputFiles, metafile, warnings } = await esbuild.build({
      ...options,
      ...optionsOf(recipe),
      absWorkingDir: root,
    });
    await esbuild.stop();
    // A name that a bundled file doesn't export would only be undefined when it is used.
    if (warnings.some(({ id }) => id === "import-is-undefined")) throw new Error("a name is missing");
    const code = outputFiles[0]?.contents ?? new Uint8Array();
    const inputs = [...Object.keys(metafile.inputs), ...beside].map((input) => {
      const at = path.join(root, input);
      // What changes while it is read may have been read half: this time the source runs.
      if (statSync(at).mtimeMs > began) throw new Error(`${input} is changing`);
      return /** @type {const} */ ([input, { stamp: stampOf(at), digest: digestOf(readFileSync(at)) }]);
    });
    const file = `${recipe.name}-${digestOf(code).slice(0, 16)}.cjs`;
    mkdirSync(into, { recursive: true });
    put(path.join(into, file), code);
    put(
      path.join(into, `${recipe.name}.json`),
      JSON.stringify({ recipe: textOf(recipe), inputs: Object.fromEntries(inputs), file }),
    );
    sweep(into, recipe.name, file);
    return path.join(into, file);
  } catch {
    return undefined;
  }
}

/** Inputs beside those that are bundled: what npm installed decides what a package is. */
const beside = ["package-lock.json", "node_modules/.package-lock.json", "toolchain/swift.mjs"];

/** @satisfies {import("esbuild").BuildOptions} */
const options = {
  bundle: true,
  platform: "node",
  target: "node22",
  // CommonJS: an ECMAScript module that imports node:http loads all that it exports, a WebSocket client too (130 ms).
  format: "cjs",
  keepNames: true,
  legalComments: "none",
  metafile: true,
  write: false,
  logLevel: "silent",
};

/** @param {Recipe} recipe */
const optionsOf = ({ name, entry, external = [], instead = {} }) => ({
  // Nothing is written there: paths of what stays outside are told from it.
  outfile: path.join(folder, `${name}.cjs`),
  entryPoints: [entry],
  external: [...external],
  plugins: [
    {
      name: "instead",
      // Of the package itself only; esbuild's own `alias` takes the files in it too.
      setup: (/** @type {import("esbuild").PluginBuild} */ build) =>
        build.onResolve({ filter: /^@?[\w/.-]+$/ }, ({ path: name }) =>
          instead[name] ? { path: instead[name] } : undefined,
        ),
    },
  ],
});

/** @param {Recipe} recipe */
const textOf = (recipe) => digestOf(JSON.stringify([options, recipe]));

/** @param {string} file */
function stampOf(file) {
  const { size, mtimeMs, ctimeMs, ino } = statSync(file);
  return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
}

/** @param {string | Uint8Array} content */
const digestOf = (content) => createHash("sha256").update(content).digest("hex");

/**
 * Written aside and renamed: another process sees the old file or the new one.
 * @param {string} file
 * @param {string | Uint8Array} content
 */
function put(file, content) {
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, content);
  renameSync(aside, file);
}

/**
 * Removes older bundles of the same name, but none that a process might be about to load.
 * @param {string} from
 * @param {string} name
 * @param {string} newest
 */
function sweep(from, name, newest) {
  for (const file of readdirSync(from)) {
    const at = path.join(from, file);
    if (file.startsWith(`${name}-`) && file !== newest && statSync(at).mtimeMs < Date.now() - 3_600_000)
      rmSync(at, { force: true });
  }
}
