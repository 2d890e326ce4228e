import { attempt } from "./attempt.ts";
import { destroyAttacks } from "./destroys.ts";
import { replacementAttacks } from "./replacements.ts";

attempt("attacks-on-resources", [...destroyAttacks, ...replacementAttacks]);
