import { existsSync } from "node:fs";
import { join } from "node:path";
import { ministackVenv, pulumiBin } from "../../rehearsal/paths.ts";

/** Whether the programs that a world runs on are installed. Checks files only. */
export const isSetUp = (): boolean =>
  [pulumiBin, join(ministackVenv, "bin", "python")].every((program) => existsSync(program));
