import { z } from "zod";
import type { ResourceSpec } from "../kit/define.ts";
import { changesBetween } from "../kit/diff.ts";
import { type Bag, type Context, ProviderError, UNKNOWN } from "../kit/handler.ts";
import { refuseOtherAccount } from "./account.ts";
import type { TwilioClient } from "./client/client.ts";
import type { ApplicationRecord } from "./client/records.ts";
import { createOnce } from "./create-once.ts";
import { emptyValueOf, formFor, method, settingsOf, url, voiceSettings, withoutEmpty } from "./settings.ts";
import { hasToken, LONGEST_NAME_WITH_TOKEN, resourceName, withoutToken, withToken } from "./token.ts";

const settings = {
  ...voiceSettings,
  smsUrl: url("Address that Twilio asks for TwiML when a message comes in."),
  smsMethod: method("HTTP method of `smsUrl`."),
  smsFallbackUrl: url("Address that Twilio asks when `smsUrl` fails."),
  smsFallbackMethod: method("HTTP method of `smsFallbackUrl`."),
};
const settingNames = Object.keys(settings);

const inputs = z.strictObject({
  friendlyName: z
    .string()
    .max(
      LONGEST_NAME_WITH_TOKEN,
      `must be ${LONGEST_NAME_WITH_TOKEN} characters or less: Twilio keeps 64, 13 hold a token`,
    )
    .optional()
    .meta({ description: "Name for people. The resource's own name by default." }),
  ...(z.object(settings).partial().shape as { [K in keyof typeof settings]: z.ZodOptional<(typeof settings)[K]> }),
});

const outputs = z.strictObject({
  sid: z.string().meta({ description: "The application's SID, `AP...`." }),
  accountSid: z.string().meta({ description: "The account that holds it." }),
  dateCreated: z.string().meta({ description: "When it was made, as RFC 2822 writes it." }),
});

/** A TwiML application: one set of call webhooks that many numbers share. https://www.twilio.com/docs/usage/api/applications */
export const application: ResourceSpec<TwilioClient> = {
  token: "twilio:index:Application",
  description:
    "A TwiML application: one set of call webhooks that many numbers share, through their `voiceApplicationSid`. Import it by its SID.",
  examples: [
    {
      title: "Webhooks that many numbers share",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const calls = new twilio.Application(
  "calls",
  {
    voiceUrl: "https://voice.us.aybiza.example/twilio/voice",
    statusCallback: "https://voice.us.aybiza.example/twilio/status",
  },
  { provider },
);

export const applicationSid = calls.sid;`,
    },
  ],
  inputs,
  outputs,

  diff(ctx, { oldInputs, newInputs, oldState }) {
    refuseOtherAccount(ctx.client, oldState);
    return {
      changes: changesBetween(complete(ctx, oldInputs), complete(ctx, newInputs)),
      stables: ["sid", "accountSid", "dateCreated"],
    };
  },

  async create(ctx, { inputs }) {
    if (ctx.preview) {
      return { state: { ...inputs, sid: UNKNOWN, accountSid: ctx.client.accountSid, dateCreated: UNKNOWN } };
    }
    const wanted = formFor(nonDefault(ctx, inputs));
    const find = async () =>
      (await ctx.client.applications({}, ctx.signal)).find((a) => hasToken(a.friendly_name, ctx.urn));
    const create = () => ctx.client.createApplication({ ...wanted, FriendlyName: nameFor(ctx, inputs) }, ctx.signal);
    const earlier = await find();
    const record = earlier
      ? await ctx.client.updateApplication(earlier.sid, formOfAll(ctx, inputs), ctx.signal)
      : await createOnce({ find, create, signal: ctx.signal });
    return { id: record.sid, state: stateOf(record, inputs) };
  },

  async read(ctx, { id, inputs }) {
    const record = await ctx.client.application(id, ctx.signal);
    if (!record) return undefined;
    const live = {
      friendlyName: withoutToken(record.friendly_name ?? "", ctx.urn),
      ...settingsOf(record, settingNames),
    };
    // In an import nothing is given yet: all that is set. Otherwise what the program gave, with its live values, and what was set behind its back.
    const shown =
      Object.keys(inputs).length === 0 ? withoutEmpty(live) : { ...pick(live, inputs), ...drifted(live, inputs) };
    return { id: record.sid, inputs: shown, state: stateOf(record, shown) };
  },

  async update(ctx, { id, newInputs, oldState }) {
    refuseOtherAccount(ctx.client, oldState);
    if (ctx.preview) return { state: { ...newInputs, ...kept(oldState) } };
    const record = await ctx.client.updateApplication(id, formOfAll(ctx, newInputs), ctx.signal);
    return { state: stateOf(record, newInputs) };
  },

  async delete(ctx, { id, state }) {
    refuseOtherAccount(ctx.client, state);
    // A replacement by itself (`--replace`, a taint): its create found this very application, and numbers name it.
    if (ctx.declared && (ctx.created === id || (await hasOurToken(ctx, id)))) {
      ctx.log("warning", `application ${id} was replaced by itself: it is untouched, and the new resource holds it`);
      return;
    }
    await ctx.client.deleteApplication(id, ctx.signal);
  },
};

type Ctx = Context<TwilioClient>;

/** Also where the run that made the replacement was killed before this delete. */
async function hasOurToken(ctx: Ctx, id: string): Promise<boolean> {
  return hasToken((await ctx.client.application(id, ctx.signal))?.friendly_name, ctx.urn);
}

/** All settings, so that one that isn't given any more is cleared and equals one that never was. */
function complete(ctx: Ctx, inputs: Bag): Bag {
  const empty = Object.fromEntries(settingNames.map((name) => [name, emptyValueOf(name)]));
  return { friendlyName: resourceName(ctx.urn), ...empty, ...inputs };
}

function nonDefault(ctx: Ctx, inputs: Bag): Bag {
  const { friendlyName, ...rest } = complete(ctx, inputs);
  return withoutEmpty(rest);
}

function nameFor(ctx: Ctx, inputs: Bag): string {
  return withToken(inputs.friendlyName ?? resourceName(ctx.urn), ctx.urn);
}

function formOfAll(ctx: Ctx, inputs: Bag) {
  return { ...formFor(complete(ctx, inputs)), FriendlyName: nameFor(ctx, inputs) };
}

function pick(values: Bag, keys: Bag): Bag {
  return Object.fromEntries(Object.keys(keys).map((key) => [key, values[key]]));
}

/** Settings that the program leaves empty and someone has set at Twilio since. */
function drifted(live: Bag, inputs: Bag): Bag {
  const others = Object.entries(live).filter(([name]) => name !== "friendlyName" && !(name in inputs));
  return withoutEmpty(Object.fromEntries(others));
}

function kept({ sid, accountSid, dateCreated }: Bag): Bag {
  return { sid, accountSid, dateCreated };
}

function stateOf(record: ApplicationRecord, inputs: Bag): Bag {
  if (!record.sid) throw new ProviderError("bad-answer", "Twilio's answer names no application SID");
  return { ...inputs, sid: record.sid, accountSid: record.account_sid, dateCreated: record.date_created ?? "" };
}
