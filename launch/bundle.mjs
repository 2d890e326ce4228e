// @ts-check
import path from "node:path";
import { pathToFileURL } from "node:url";
import { compare, digestOf, read, surroundings } from "./bundle-inputs.mjs";

const root = path.resolve(import.meta.dirname, "..");

/**
 * How a module is bundled.
 * @typedef {object} Recipe
 * @property {string} name of the bundle's file
 * @property {string} entry the module, an absolute path
 * @property {readonly string[]} [external] packages and files to leave out of the bundle
 * @property {Readonly<Record<string, string>>} [instead] by package name, the file to bundle in place of the package
 */

/**
 * Bundles a module. Returns the code, and a record of everything that the bundle depends on; undefined if an input changed during the build.
 * @param {Recipe} recipe
 * @returns {Promise<{ code: Uint8Array, inputs: import("./bundle-inputs.mjs").Inputs } | undefined>}
 * @throws Error with the reason in one line, if the bundle can't be built or would behave differently from its source
 */
export async function bundle(recipe) {
  for (const [name, file] of Object.entries(recipe.instead ?? {})) await refuseMissingNames(name, file);
  const { build, stop } = await import("esbuild");
  /** @type {Record<string, import("./bundle-inputs.mjs").Input>} */
  const files = {};
  const { outputFiles, metafile, warnings } = await build({ ...options, ...optionsOf(recipe, files) }).catch(
    (/** @type {import("esbuild").BuildFailure} */ { errors: [first], message }) => {
      throw new Error(first ? described(first) : message);
    },
  );
  await stop();
  const differing = warnings.find(({ id }) => otherwise.has(id));
  if (differing) throw new Error(`${described(differing)}, so a bundle would behave differently from its source`);
  const { packages, absent, links } = surroundings(root, metafile.inputs);
  for (const name of [...packages, ...beside]) files[name] = read(path.join(root, name)).input;
  for (const name of Object.keys(metafile.inputs)) if (!files[name]) throw new Error(`${name} was read unrecorded`);
  const inputs = { files, links, absent };
  if (!compare(root, inputs).same) return undefined;
  return { code: outputFiles[0]?.contents ?? new Uint8Array(), inputs };
}

/** Returns a digest of a recipe and of the options that all bundles share. @param {Recipe} recipe */
export const recipeDigest = (recipe) => digestOf(JSON.stringify([options, recipe]));

/** Formats a message of esbuild as one line. @param {import("esbuild").Message} message */
const described = ({ text, location }) => (location ? `${location.file}:${location.line}: ${text}` : text);

/**
 * Throws if a file re-exports a name that the installed version of a package lacks: the name would be undefined in the bundle.
 * @param {string} name of the package
 * @param {string} file
 */
async function refuseMissingNames(name, file) {
  const missing = await import(pathToFileURL(file).href).then(
    (exported) => Object.keys(exported).filter((each) => exported[each] === undefined),
    (error) => [String(error instanceof Error ? error.message : error).split("\n")[0]],
  );
  if (missing.length > 0)
    throw new Error(
      `${path.relative(root, file)} doesn't fit the installed ${name}, which lacks: ${missing.join(", ")}`,
    );
}

/**
 * Ids of esbuild's warnings about a bundle that behaves differently from its source: a name that a bundled file doesn't export is undefined, and so is
 * every property of `import.meta`, such as the file's path.
 */
const otherwise = new Set(["import-is-undefined", "empty-import-meta"]);

/** Further inputs of every bundle: npm's lock files, which determine the packages, and the modules that build bundles. */
const beside = [
  "package-lock.json",
  "node_modules/.package-lock.json",
  "launch/bundle.mjs",
  "launch/bundle-inputs.mjs",
];

/** @satisfies {import("esbuild").BuildOptions} */
const options = {
  bundle: true,
  platform: "node",
  target: "node22",
  // CommonJS, since an ECMAScript module that imports node:http loads all of its exports, including a WebSocket client (130 ms).
  format: "cjs",
  keepNames: true,
  legalComments: "none",
  metafile: true,
  write: false,
  logLevel: "silent",
  absWorkingDir: root,
  // Same rules as when Node runs the source: no tsconfig.json, no import removed because only its types are used, strict mode everywhere.
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
 * @param {Record<string, import("./bundle-inputs.mjs").Input>} files filled with each file that esbuild reads, as it was read
 */
const optionsOf = ({ name, entry, external = [], instead = {} }, files) => ({
  // esbuild writes no file, but computes the paths of external files relative to this one.
  outfile: path.join(bundlesFolder, `${name}.cjs`),
  entryPoints: [entry],
  external: [...external],
  plugins: [
    {
      name: "instead",
      // Replaces the package's index only; esbuild's own `alias` would also replace its other files.
      setup: (/** @type {import("esbuild").PluginBuild} */ build) =>
        build.onResolve({ filter: /^@?[\w/.-]+$/ }, ({ path: name }) =>
          instead[name] ? { path: instead[name] } : undefined,
        ),
    },
    {
      name: "record",
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

/** Folder of the stored bundles. */
export const bundlesFolder = path.join(root, ".aybiza", "cache", "programs");
