import { attempt } from "./attempt.ts";
import { regionAttacks } from "./regions.ts";
import { stackFileAttacks } from "./stack-files.ts";

attempt("attacks-on-files", [...stackFileAttacks, ...regionAttacks]);
