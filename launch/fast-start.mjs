// @ts-check
import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { writeAtomically } from "./atomic-write.mjs";
import { compare, digestOf, read, stampOf, surroundings } from "./inputs.mjs";

/**
 * Programs and providers start from one bundled file each, kept in .aybiza/cache/programs: Node then neither strips types nor looks for a
 * hundred files, and its compile cache holds the result. What is kept can't be stale: it names every file that it was made of and all that its
 * imports hang on, and where one of them was changed since, it is made anew. Where it can't be made, or wouldn't do what the source does, the
 * source itself runs, as it does with AYBIZA_FROM_SOURCE=1.
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
 * @property {import("./inputs.mjs").Inputs} inputs
 * @property {string} file name of the bundle
 * @property {import("./inputs.mjs").Input} bundle
 */

/**
 * Loads a module's exports, from its kept bundle where that is fresh or can be made.
 * @param {Recipe} recipe
 * @returns {Promise<any>}
 */
export async function startFast(recipe) {
  const file = process.env.AYBIZA_FROM_SOURCE ? undefined : (kept(recipe) ?? (await make(recipe)));
  return file === undefined || !within(file) ? import(recipe.entry) : createRequire(import.meta.url)(file);
}

/** Whether packages are found from there: not where .aybiza is a link to another disk. @param {string} file */
function within(file) {
  return !path.relative(realpathSync(root), realpathSync(file)).startsWith("..");
}

/**
 * The bundle, where none of its inputs was changed since it was made.
 * @param {Recipe} recipe
 * @param {string} [from] folder of the bundles
 */
export function kept(recipe, from = folder) {
  try {
    const record = path.join(from, `${recipe.name}.json`);
    /** @type {Made} */
    const made = JSON.parse(readFileSync(record, "utf8"));
    if (made.recipe !== textOf(recipe)) return undefined;
    const { same, restamped } = compare(root, made.inputs);
    if (!same) return undefined;
    // A disk that was full or lost its power may hold half of it.
    const file = path.join(from, made.file);
    const whole = stampOf(file) === made.bundle.stamp;
    const bundle = whole ? made.bundle : read(file).input;
    if (bundle.digest !== made.bundle.digest) return undefined;
    if (restamped || bundle.stamp !== made.bundle.stamp)
      writeAtomically(record, JSON.stringify({ ...made, inputs: restamped ?? made.inputs, bundle }));
    return file;
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
  try {
    const { build, stop } = await import("esbuild");
    /** @type {Record<string, import("./inputs.mjs").Input>} */
    const files = {};
    const { outputFiles, metafile, warnings } = await build({ ...options, ...optionsOf(recipe, files) });
    await stop();
    if (warnings.some(({ id }) => otherwise.has(id))) throw new Error("it would do something else than its source");
    const { packages, absent, links } = surroundings(root, metafile.inputs);
    for (const name of [...packages, ...beside]) files[name] = read(path.join(root, name)).input;
    for (const name of Object.keys(metafile.inputs)) if (!files[name]) throw new Error(`${name} wasn't seen`);
    const inputs = { files, links, absent };
    // What changes while it is read may have been read half: this time the source runs.
    if (!compare(root, inputs).same) throw new Error("an input is changing");
    const code = outputFiles[0]?.contents ?? new Uint8Array();
    const digest = digestOf(code);
    const file = `${recipe.name}-${digest.slice(0, 16)}.cjs`;
    mkdirSync(into, { recursive: true });
    writeAtomically(path.join(into, file), code);
    const bundle = { stamp: "", digest };
    writeAtomically(
      path.join(into, `${recipe.name}.json`),
      JSON.stringify({ recipe: textOf(recipe), inputs, file, bundle }),
    );
    sweep(into, recipe.name, file);
    return path.join(into, file);
  } catch {
    return undefined;
  }
}

/**
 * Warnings of esbuild that mean another behaviour: a name that a bundled file doesn't export would only be undefined when it is used, and
 * so would all that `import.meta` tells of a file's own place.
 */
const otherwise = new Set(["import-is-undefined", "empty-import-meta"]);

/** Inputs beside those that are bundled: what npm installed decides what a package is. */
const beside = ["package-lock.json", "node_modules/.package-lock.json", "launch/fast-start.mjs", "launch/inputs.mjs"];

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
  absWorkingDir: root,
  // What Node does when it runs the source: no tsconfig.json counts, no import is left out because it looks like one of types, all is strict.
  tsconfigRaw: {
    compilerOptions: {
      verbatimModuleSyntax: true,
      useDefineForClassFields: true,
      target: "ESNext",
      alwaysStrict: true,
    },
  },
};

/** @type {Readonly<Record<string, import("esbuild").Loader>>} */
const loaders = { ".ts": "ts", ".mts": "ts", ".js": "js", ".mjs": "js", ".cjs": "js", ".json": "json" };

/**
 * @param {Recipe} recipe
 * @param {Record<string, import("./inputs.mjs").Input>} files is told of each file that is read, as it was read
 */
const optionsOf = ({ name, entry, external = [], instead = {} }, files) => ({
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
    {
      name: "what was read",
      setup: (/** @type {import("esbuild").PluginBuild} */ build) =>
        build.onLoad({ filter: /./, namespace: "file" }, ({ path: file }) => {
          const loader = loaders[path.extname(file)];
          if (!loader) return undefined;
          const { content, input } = read(file);
          files[path.relative(root, file)] = input;
          return { contents: content, loader };
        }),
    },
  ],
});

/** @param {Recipe} recipe */
const textOf = (recipe) => digestOf(JSON.stringify([options, recipe]));

/**
 * Removes older bundles of the same name, but none that a process might be about to load.
 * @param {string} from
 * @param {string} name
 * @param {string} newest
 */
function sweep(from, name, newest) {
  for (const file of readdirSync(from)) {
    const at = path.join(from, file);
    if (
      (file.startsWith(`${name}-`) || file.startsWith(`${name}.json.`)) &&
      file !== newest &&
      statSync(at).mtimeMs < Date.now() - 3_600_000
    )
      rmSync(at, { force: true });
  }
}
