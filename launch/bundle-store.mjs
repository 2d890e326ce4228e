// @ts-check
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { writeAtomically } from "./atomic-write.mjs";
import { bundlesFolder, recipeDigest } from "./bundle.mjs";
import { compare, digestOf, read, stampOf } from "./bundle-inputs.mjs";

/** @typedef {import("./bundle.mjs").Recipe} Recipe */

/**
 * The record of a stored bundle.
 * @typedef {object} Made
 * @property {string} recipe
 * @property {import("./bundle-inputs.mjs").Inputs} inputs
 * @property {string} file name of the bundle
 * @property {import("./bundle-inputs.mjs").Input} bundle
 */

const root = path.resolve(import.meta.dirname, "..");

/**
 * Returns the path of the stored bundle; undefined if there is none or if one of its inputs has changed.
 * @param {Recipe} recipe
 * @param {string} [from] folder of the bundles
 */
export function freshBundle(recipe, from = bundlesFolder) {
  try {
    const record = path.join(from, `${recipe.name}.json`);
    /** @type {Made} */
    const made = JSON.parse(readFileSync(record, "utf8"));
    if (made.recipe !== recipeDigest(recipe)) return undefined;
    const { same, restamped } = compare(root, made.inputs);
    if (!same) return undefined;
    // Verify the bundle, which a full disk or a power loss can truncate.
    const file = path.join(from, made.file);
    const whole = stampOf(file) === made.bundle.stamp;
    const bundle = whole ? made.bundle : read(file).input;
    if (bundle.digest !== made.bundle.digest) return undefined;
    if (restamped || bundle.stamp !== made.bundle.stamp)
      writeAtomically(record, JSON.stringify({ ...made, inputs: restamped ?? made.inputs, bundle }));
    return file;
  } catch {
    return undefined; // no bundle was stored yet, or an input no longer exists
  }
}

/**
 * Stores a bundle. Returns its path; undefined if the folder isn't writable.
 * @param {Recipe} recipe
 * @param {{ code: Uint8Array, inputs: import("./bundle-inputs.mjs").Inputs }} built
 * @param {string} [into] folder of the bundles
 */
export function storeBundle(recipe, { code, inputs }, into = bundlesFolder) {
  const digest = digestOf(code);
  const file = `${recipe.name}-${digest.slice(0, 16)}.cjs`;
  /** @type {Made} */
  const made = { recipe: recipeDigest(recipe), inputs, file, bundle: { stamp: "", digest } };
  try {
    mkdirSync(into, { recursive: true });
    writeAtomically(path.join(into, file), code);
    writeAtomically(path.join(into, `${recipe.name}.json`), JSON.stringify(made));
    sweep(into, recipe.name, file);
    return path.join(into, file);
  } catch {
    return undefined;
  }
}

/**
 * Removes older bundles and drafts of the same name. Keeps those of the last hour, which another process may be about to load.
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
