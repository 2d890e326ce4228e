import { join } from "node:path";
import { layoutOf } from "./layout.mjs";

/** The root folder of this checkout. */
export const root = join(import.meta.dirname, "..");
/** Folder of all downloaded and generated state: `.aybiza`. */
export const stateDir = layoutOf(root).state;
