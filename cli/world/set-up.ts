import { existsSync } from "node:fs";
import { join } from "node:path";
import { ministackVenv, pulumiBin } from "../../rehearsal/paths.ts";

/** Whether what a world runs on is there. Looks at files only. */
export const isSetUp = (): boolean =>
  [pulumiBin, join(ministackVenv, "bin", "python")].every((program) => existsSync(program));
