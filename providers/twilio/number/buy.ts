import { type Bag, ProviderError } from "../../kit/handler.ts";
import { pause } from "../../kit/retry.ts";
import type { NumberRecord } from "../client/records.ts";
import { createIdempotently } from "../idempotent-create.ts";
import { hasToken } from "../token.ts";
import { settingsAtPurchase } from "./initial-settings.ts";
import { Offers } from "./offers.ts";
import { withRequirements } from "./requirements.ts";
import { availableNumbers } from "./search.ts";
import { boughtName, byNumber, type Ctx, syncForm } from "./state.ts";

/** How many found numbers are tried when others are quicker. */
const CANDIDATES = 5;
/** How often a purchase asks for a number at most, with pauses: some 10 s. */
const MAX_POLLS = 15;
const ALREADY_HELD = "number-already-held";
/** Someone else has it by now: in another account (https://www.twilio.com/docs/api/errors/21422), or in this one by another process. */
const TAKEN = ["21422", ALREADY_HELD];

/** The number that an earlier run of this resource bought, before it was killed: one listing serves all purchases of a run. */
export async function alreadyBought(ctx: Ctx): Promise<NumberRecord | undefined> {
  const isOurs = (n: NumberRecord) => hasToken(n.friendly_name, ctx.urn);
  const listed = (await ctx.client.listedNumbers(ctx.signal)).find(isOurs);
  // The listing may be some minutes old: what it shows is read again before it is taken over.
  const live = listed && (await ctx.client.number(listed.sid, ctx.signal));
  return live && isOurs(live) ? live : undefined;
}

/** Refuses what a purchase would silently take over: Twilio answers a purchase of a number that the account has by changing that number. */
export async function refuseHeld(ctx: Ctx, phoneNumber: string): Promise<void> {
  const held = await byNumber(ctx, phoneNumber);
  if (!held) return;
  throw new ProviderError(
    ALREADY_HELD,
    `${phoneNumber} is in ${ctx.client.name} already, bought by someone else: write \`acquire: "adopt"\` to take it over, and nothing is bought`,
  );
}

/** Buys the number that the inputs name, or the first that their search finds and nobody else takes. Settings go with the purchase. */
export async function buy(ctx: Ctx, inputs: Bag): Promise<NumberRecord> {
  if (inputs.phoneNumber) return purchase(ctx, inputs.phoneNumber, inputs);
  const offers = offersFor(ctx, inputs.search);
  let tried = 0;
  for (let look = 1; look <= MAX_POLLS && tried < CANDIDATES; look++) {
    const offer = await offers.next();
    ctx.signal.throwIfAborted();
    if ("shown" in offer) {
      if (offer.shown === 0) break;
      // Other resources of this run are buying all that was found: what they buy, the next search shows no more.
      await pause(look, ctx.signal);
      continue;
    }
    tried++;
    const bought = await purchase(ctx, offer.number, inputs).catch(undefinedIfTaken);
    if (bought) return bought;
    offers.gone(offer);
  }
  const criteria = Object.entries(inputs.search).map(([key, value]) => `${key} ${value}`);
  const why = tried > 0 ? `others took each of the ${tried} tried` : "none is free";
  throw new ProviderError(
    "no-number-found",
    `no number to buy for ${criteria.join(", ")}: ${why}. Run it again, or search wider`,
  );
}

/** What all purchases of this run take their numbers from that search like this. */
function offersFor({ client }: Ctx, search: Bag): Offers {
  const wanted = { voiceEnabled: true, ...search };
  const key = JSON.stringify(Object.entries(wanted).sort());
  return client.ofRun(`offers ${key}`, () => {
    // Several purchases wait for it: none of them may cut it off.
    const { signal } = new AbortController();
    const find = async () => (await availableNumbers({ client, signal }, wanted)).map((n) => n.phone_number);
    return new Offers(find, (number) => client.reserved.has(number));
  });
}

function undefinedIfTaken(error: unknown): undefined {
  if (!(error instanceof ProviderError && TAKEN.includes(error.code))) throw error;
}

/** Buys exactly this number, once. Another resource of the same run can't ask for it meanwhile: it would take this one's over. */
export async function purchase(ctx: Ctx, phoneNumber: string, inputs: Bag): Promise<NumberRecord> {
  const { reserved } = ctx.client;
  if (reserved.has(phoneNumber)) {
    throw new ProviderError(
      "number-declared-twice",
      `${phoneNumber} is bought by another resource of this program: declare it once`,
    );
  }
  reserved.add(phoneNumber);
  let bought = false;
  try {
    await refuseHeld(ctx, phoneNumber);
    const wanted = settingsAtPurchase(inputs);
    const settings = syncForm({ ...wanted, friendlyName: boughtName(ctx, wanted, undefined, undefined) }, {});
    const form = { PhoneNumber: phoneNumber, ...settings };
    const record = await createIdempotently({
      create: () => withRequirements(ctx.client.buyNumber(form, ctx.signal)),
      find: async () => {
        const held = await byNumber(ctx, phoneNumber);
        return held && hasToken(held.friendly_name, ctx.urn) ? held : undefined;
      },
      signal: ctx.signal,
    });
    bought = true;
    return record;
  } finally {
    if (!bought) reserved.delete(phoneNumber);
  }
}
