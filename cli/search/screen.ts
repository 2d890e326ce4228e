import { EXIT } from "../exit.ts";
import { columns, type Paint } from "../paint.ts";
import type { Tenant } from "../tenant.ts";
import type { Price, Priced, PricedFound } from "./price.ts";
import { type Query, wordsOf } from "./query.ts";

/** `2.50 USD a month`; Twilio's own price says so. */
export const shownPrice = (price: Price | undefined): string =>
  price === undefined
    ? "price not known"
    : `${price.month} ${price.currency} a month${price.by === "Twilio" ? " (Twilio's own price)" : ""}`;

/** What was found, in lines. */
export function linesOf(query: Query, where: string, found: PricedFound, paint: Paint): string[] {
  const { offers, alternatives } = found;
  const head = `${wordsOf(query)}: ${offers.length === 0 ? "none can be bought" : ""}`.replace(/: $/, "");
  const lines = [`${paint("bold", head)}  ${paint("dim", where)}`];
  if (offers.length > 0) lines.push(...tableOf(offers, paint));
  else if (alternatives !== undefined)
    lines.push("", `The nearest that can be, ${alternatives.words}:`, ...tableOf(alternatives.offers, paint));
  else lines.push("Nothing else of this country can be bought either.");
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

/** Asks which number. */
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

/** Asks for whom. */
export const chosenTenant = (stacks: readonly string[]): Promise<string> =>
  chosen(
    "For which tenant?",
    stacks.map((stack) => ({ value: stack, label: stack })),
  );

/** Asks who is to answer. */
export const chosenAgent = ({ file }: Tenant): Promise<string> =>
  chosen(
    "Which agent is to answer it?",
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
