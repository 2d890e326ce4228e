import { bundleCopies } from "./bundle-copies.ts";
import { bundles } from "./bundles.ts";
import { papers } from "./papers.ts";
import { regulations } from "./regulations.ts";
import type { Handler } from "./request.ts";

/** Twilio's Numbers API, versions 1 to 3: papers, ports and hosted numbers. */
export const numbersApi: Readonly<Record<string, Handler>> = {
  ...regulations,
  ...papers,
  ...bundles,
  ...bundleCopies,
};
