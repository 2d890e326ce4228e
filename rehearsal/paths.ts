import { join } from "node:path";

/** The repository. */
export const root = join(import.meta.dirname, "..");
/** All downloaded and generated state. */
export const stateDir = join(root, ".aybiza");
/** The Pulumi CLI's version: package.json pins the same. */
export const pulumiVersion = "3.259.0";
export const pulumiBin = join(stateDir, "pulumi", "versions", pulumiVersion, "bin", "pulumi");
/** The Python environment that holds MiniStack. */
export const ministackVenv = join(stateDir, "ministack");
/** Protects secrets of rehearsals only: their stack files hold invented credentials, so it is no secret. */
export const rehearsalPassphrase = "aybiza rehearsal";
