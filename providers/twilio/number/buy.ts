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

/** Maximum purchase attempts while other buyers take the numbers found. */
const CANDIDATES = 5;
/** Maximum searches for one purchase: about 10 s with the pauses. */
const MAX_POLLS = 15;
const ALREADY_HELD = "number-already-held";
/**
 * Error codes of a number that was bought meanwhile: by another account (https://www.twilio.com/docs/api/errors/21422), or by another process for
 * this one.
 */
const TAKEN = ["21422", ALREADY_HELD];

/** Finds the number that a killed run bought for this resource. All purchases of a run share one listing. */
export async function alreadyBought(ctx: Ctx): Promise<NumberRecord | undefined> {
  const isOurs = (n: NumberRecord) => hasToken(n.friendly_name, ctx.urn);
  const listed = (await ctx.client.listedNumbers(ctx.signal)).find(isOurs);
  // The list may be minutes old: read the number again before taking it over.
  const live = listed && (await ctx.client.number(listed.sid, ctx.signal));
  return live && isOurs(live) ? live : undefined;
}

/** Refuses to buy a number that the account already has: Twilio would change that number's settings and report success. */
export async function refuseHeld(ctx: Ctx, phoneNumber: string): Promise<void> {
  const held = await byNumber(ctx, phoneNumber);
  if (!held) return;
  throw new ProviderError(
    ALREADY_HELD,
    `${phoneNumber} is already in ${ctx.client.name}, and this resource didn't buy it. Set \`acquire: "adopt"\` to take it over without a purchase`,
  );
}

/** Buys the number in the inputs, or the first available one that their search finds. Sends the settings in the purchase request. */
export async function buy(ctx: Ctx, inputs: Bag): Promise<NumberRecord> {
  if (inputs.phoneNumber) return purchase(ctx, inputs.phoneNumber, inputs);
  const offers = offersFor(ctx, inputs.search);
  let tried = 0;
  for (let look = 1; look <= MAX_POLLS && tried < CANDIDATES; look++) {
    const offer = await offers.next();
    ctx.signal.throwIfAborted();
    if ("shown" in offer) {
      if (offer.shown === 0) break;
      // Other resources of this run are buying all numbers found. Search again: the next search won't find those.
      await pause(look, ctx.signal);
      continue;
    }
    tried++;
    const bought = await purchase(ctx, offer.number, inputs).catch(undefinedIfTaken);
    if (bought) return bought;
    offers.gone(offer);
  }
  const criteria = Object.entries(inputs.search).map(([key, value]) => `${key} ${value}`);
  const why = tried > 0 ? `other buyers took each of the ${tried} tried` : "none is available";
  throw new ProviderError(
    "no-number-found",
    `no number to buy for ${criteria.join(", ")}: ${why}. Run \`pulumi up\` again, or widen the search`,
  );
}

/** Returns the search results that all purchases of a run with the same search share. */
function offersFor({ client }: Ctx, search: Bag): Offers {
  const wanted = { voiceEnabled: true, ...search };
  const key = JSON.stringify(Object.entries(wanted).sort());
  return client.ofRun(`offers ${key}`, () => {
    // Several purchases share this search, so the abort of one must not abort the search.
    const { signal } = new AbortController();
    const find = async () => (await availableNumbers({ client, signal }, wanted)).map((n) => n.phone_number);
    return new Offers(find, (number) => client.reserved.has(number));
  });
}

function undefinedIfTaken(error: unknown): undefined {
  if (!(error instanceof ProviderError && TAKEN.includes(error.code))) throw error;
}

/** Buys exactly this number, once, and reserves it meanwhile: another resource's purchase in this run would take over the same number. */
export async function purchase(ctx: Ctx, phoneNumber: string, inputs: Bag): Promise<NumberRecord> {
  const { reserved } = ctx.client;
  if (reserved.has(phoneNumber)) {
    throw new ProviderError(
      "number-declared-twice",
      `another resource of this program buys ${phoneNumber}. Declare it once`,
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
