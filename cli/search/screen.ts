import { EXIT } from "../exit.ts";
import { columns, type Paint } from "../paint.ts";
import type { Tenant } from "../tenant.ts";
import type { Price, Priced, PricedFound } from "./price.ts";
import { type Query, wordsOf } from "./query.ts";

/** Formats a price: `2.50 USD a month`, and whether it is Twilio's. */
export const shownPrice = (price: Price | undefined): string =>
  price === undefined
    ? "price unknown"
    : `${price.month} ${price.currency} a month${price.by === "Twilio" ? " (Twilio's own price)" : ""}`;

/** Formats the result of a search as lines. */
export function linesOf(query: Query, where: string, found: PricedFound, paint: Paint): string[] {
  const { offers, alternatives } = found;
  const head = `${wordsOf(query)}: ${offers.length === 0 ? "none can be bought" : ""}`.replace(/: $/, "");
  const lines = [`${paint("bold", head)}  ${paint("dim", where)}`];
  if (offers.length > 0) lines.push(...tableOf(offers, paint));
  else if (alternatives !== undefined)
    lines.push("", `The nearest that can be, ${alternatives.words}:`, ...tableOf(alternatives.offers, paint));
  else lines.push("No other number of this country can be bought.");
  return lines;
}

function tableOf(offers: readonly Priced[], paint: Paint): string[] {
  return columns(
    offers.map((offer) => [
      `  ${offer.number}`,
      shownPlace(offer),
      shownPrice(offer.price),
      offer.addressRequirements === "none" ? "" : `needs an address (${offer.addressRequirements})`,
    ]),
    [(text) => paint("cyan", text)],
  );
}

const shownPlace = ({ locality, state, type }: Priced): string =>
  [...new Set([locality, state])].filter((one) => one !== "").join(", ") || type;

/** Asks the user for the number. */
export function chosenOffer(found: PricedFound): Promise<string> {
  const offers = found.offers.length > 0 ? found.offers : (found.alternatives?.offers ?? []);
  return chosen(
    found.offers.length > 0 ? "Which number?" : `None left; which of these, ${found.alternatives?.words}?`,
    offers.map((offer) => ({
      value: offer.number,
      label: offer.number,
      hint: `${shownPlace(offer)}, ${shownPrice(offer.price)}`,
    })),
  );
}

/** Asks the user for the tenant. */
export const chosenTenant = (stacks: readonly string[]): Promise<string> =>
  chosen(
    "For which tenant?",
    stacks.map((stack) => ({ value: stack, label: stack })),
  );

/** Asks the user for the agent. */
export const chosenAgent = ({ file }: Tenant): Promise<string> =>
  chosen(
    "Which agent answers it?",
    Object.keys(file.agents).map((name) => ({ value: name, label: name })),
  );

async function chosen(
  message: string,
  options: { readonly value: string; readonly label: string; readonly hint?: string }[],
): Promise<string> {
  const { isCancel, select } = await import("@clack/prompts");
  const choice = await select({ message, options });
  if (isCancel(choice)) process.exit(EXIT.interrupted);
  return choice;
}
