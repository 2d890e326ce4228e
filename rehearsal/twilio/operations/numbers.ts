import { bundleCopies } from "./bundle-copies.ts";
import { bundles } from "./bundles.ts";
import { hostedNumbers } from "./hosted-numbers.ts";
import { papers } from "./papers.ts";
import { porting } from "./porting.ts";
import { pricing } from "./pricing.ts";
import { regulations } from "./regulations.ts";
import type { Handler } from "./request.ts";

/** Twilio's Numbers API, versions 1 to 3 (papers, ports, hosted numbers), and its Pricing API. */
export const numbersApi: Readonly<Record<string, Handler>> = {
  ...regulations,
  ...papers,
  ...bundles,
  ...bundleCopies,
  ...porting,
  ...hostedNumbers,
  ...pricing,
};
