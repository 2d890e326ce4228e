// @ts-check
import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { bundle } from "./bundle.mjs";
import { freshBundle, storeBundle } from "./bundle-store.mjs";

/**
 * Programs and providers start from one bundled file each, stored in .aybiza/cache/programs: Node then strips no types and looks for no hundred
 * files, and its compile cache holds the result. A stored bundle is never stale: its record lists every file that it was made of and everything that
 * the meaning of its imports depends on, and a change of any of these makes a new bundle. Where there can be no bundle, or one that behaves
 * differently from the source, the source itself runs, as it does with AYBIZA_FROM_SOURCE=1.
 */
const root = path.resolve(import.meta.dirname, "..");

/**
 * Loads a module's exports from its bundle, which is made where there is no fresh one.
 * @param {import("./bundle.mjs").Recipe} recipe
 * @param {(line: string) => void} [warn] called where the module can't be bundled
 * @returns {Promise<any>}
 */
export async function startFast(recipe, warn = (line) => process.stderr.write(`${line}\n`)) {
  if (process.env.AYBIZA_FROM_SOURCE) return import(recipe.entry);
  let reason;
  const file =
    freshBundle(recipe) ??
    (await makeBundle(recipe).catch((error) => {
      reason = error instanceof Error ? error.message : String(error);
      return undefined;
    }));
  if (file !== undefined && isInCheckout(file)) return createRequire(import.meta.url)(file);
  const exported = await import(recipe.entry); // a mistake in the source itself throws here, and needs no warning
  if (reason !== undefined)
    warn(
      `warning: ${path.relative(root, recipe.entry)} can't be bundled: ${reason}. It runs from its source, which starts about a second slower. ` +
        "Correct this, or set AYBIZA_FROM_SOURCE=1.",
    );
  return exported;
}

/**
 * Makes and stores the bundle; undefined where an input changed meanwhile or the folder can't be written.
 * @param {import("./bundle.mjs").Recipe} recipe
 * @param {string} [into] folder of the bundles
 * @throws where the module can't be bundled, with the reason
 */
export async function makeBundle(recipe, into) {
  const built = await bundle(recipe);
  return built && storeBundle(recipe, built, into);
}

/** Whether a bundle finds the checkout's packages from its folder: not where .aybiza is a link to another disk. @param {string} file */
function isInCheckout(file) {
  return !path.relative(realpathSync(root), realpathSync(file)).startsWith("..");
}
