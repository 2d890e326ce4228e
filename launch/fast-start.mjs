// @ts-check
import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { bundle } from "./bundle.mjs";
import { freshBundle, storeBundle } from "./bundle-store.mjs";

/**
 * Each program and provider starts from one bundled file, stored in .aybiza/cache/programs: Node then needn't strip types or look up a hundred
 * files, and its compile cache has the result. A stale bundle is never used: its record lists every file that it was made of and everything that
 * its imports depend on, and any change causes a new bundle. If a bundle can't be built, or would behave
 * differently from the source, the source itself runs, as with AYBIZA_FROM_SOURCE=1.
 */
const root = path.resolve(import.meta.dirname, "..");

/**
 * Loads a module's exports from its bundle. Builds the bundle if there is no fresh one.
 * @param {import("./bundle.mjs").Recipe} recipe
 * @param {(line: string) => void} [warn] called if the module can't be bundled
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
 * Builds and stores the bundle. Returns undefined if an input changed during the build or the folder isn't writable.
 * @param {import("./bundle.mjs").Recipe} recipe
 * @param {string} [into] folder of the bundles
 * @throws Error with the reason, if the module can't be bundled
 */
export async function makeBundle(recipe, into) {
  const built = await bundle(recipe);
  return built && storeBundle(recipe, built, into);
}

/** Tells whether a bundle's imports resolve to the checkout's packages. They don't if .aybiza is a link to another disk. @param {string} file */
function isInCheckout(file) {
  return !path.relative(realpathSync(root), realpathSync(file)).startsWith("..");
}
