import { getPortability } from "./porting/functions.ts";
import { hostedNumberOrder } from "./porting/hosted-number-order.ts";
import { portIn } from "./porting/port-in.ts";
import { portInWebhook } from "./porting/webhook.ts";
import { getCountries, getNumberPrices, getVoicePrices } from "./prices/functions.ts";
import { regulatoryBundle } from "./regulatory/bundle.ts";
import { getBundle, getBundleEvaluation, getRegulations } from "./regulatory/functions.ts";
import { bundleItemAssignment, endUser, supportingDocument } from "./regulatory/papers.ts";

/** Resources of Twilio's Numbers API: regulatory bundles, ports and hosted numbers. */
export const numbersResources = [
  bundleItemAssignment,
  endUser,
  hostedNumberOrder,
  portIn,
  portInWebhook,
  regulatoryBundle,
  supportingDocument,
];

/** Functions of the Numbers and the Pricing API. */
export const numbersFunctions = [
  getBundle,
  getBundleEvaluation,
  getCountries,
  getNumberPrices,
  getPortability,
  getRegulations,
  getVoicePrices,
];
