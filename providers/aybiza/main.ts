import { main } from "../kit/main.ts";
import { aybiza } from "./package.ts";

/** Runs the package's provider until the engine exits. */
export const start = (): Promise<void> => main(aybiza);
