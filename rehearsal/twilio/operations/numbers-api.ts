import { hostedNumbers } from "./numbers/hosted-numbers.ts";
import { pricing } from "./numbers/pricing.ts";
import { porting } from "./porting/porting.ts";
import { bundleCopies } from "./regulatory/bundle-copies.ts";
import { bundles } from "./regulatory/bundles.ts";
import { items } from "./regulatory/items.ts";
import { regulations } from "./regulatory/regulations.ts";
import type { Handler } from "./request.ts";

/** Twilio's Numbers API, versions 1 to 3 (regulatory bundles, ports, hosted numbers), and its Pricing API. */
export const numbersApi: Readonly<Record<string, Handler>> = {
  ...regulations,
  ...items,
  ...bundles,
  ...bundleCopies,
  ...porting,
  ...hostedNumbers,
  ...pricing,
};
