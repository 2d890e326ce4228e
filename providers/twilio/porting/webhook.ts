import { z } from "zod";
import type { ResourceSpec } from "../../kit/define.ts";
import { type Bag, type Context, ProviderError } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";
import { matchOrder } from "../list-order.ts";
import { refuseOtherAccount } from "../other-account.ts";
import { resourceName } from "../token.ts";

const url = (description: string) =>
  z
    .string()
    .regex(/^https?:\/\/\S+$/, "must be an absolute http(s) URL")
    .optional()
    .meta({ description });

const EVENTS = [
  "PortInWaitingForSignature",
  "PortInInProgress",
  "PortInCompleted",
  "PortInActionRequired",
  "PortInCanceled",
  "PortInExpired",
  "PortInPhoneNumberWaitingForSignature",
  "PortInPhoneNumberSubmitted",
  "PortInPhoneNumberPending",
  "PortInPhoneNumberCompleted",
  "PortInPhoneNumberRejected",
  "PortInPhoneNumberCanceled",
  "PortOutPhoneNumberCompleted",
] as const;

/** The webhook configuration in Twilio's API. */
interface WebhookRecord {
  readonly port_in_target_url: string | null;
  readonly port_out_target_url: string | null;
  readonly notifications_of: readonly string[] | null;
}

type Ctx = Context<TwilioClient>;

/** The resource of the account's porting webhook; an account has only one. https://www.twilio.com/docs/phone-numbers/port-in/porting-webhooks */
export const portInWebhook: ResourceSpec<TwilioClient> = {
  token: "twilio:index:PortInWebhook",
  description:
    "The account's porting webhook: URLs that Twilio notifies of ports of the account and its subaccounts. An account has only one, so declare one. If another configuration exists, the create is refused: import it by the account's SID. Twilio doesn't sign these events, so treat an event as a hint and read the port's status.",
  examples: [
    {
      title: "Get notified of ports",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
new twilio.PortInWebhook(
  "ports",
  { portInUrl: "https://ports.acme.example/twilio", notificationsOf: ["PortInCompleted", "PortInActionRequired"] },
  { provider },
);`,
    },
  ],
  inputs: z.strictObject({
    portInUrl: url("URL that Twilio notifies of ports to Twilio."),
    portOutUrl: url("URL that Twilio notifies of ports away from Twilio."),
    notificationsOf: z
      .array(z.enum(EVENTS))
      .min(1, "must have an event; leave it out for all events")
      .optional()
      .meta({ description: "Events to notify of. All by default." }),
  }),
  outputs: z.strictObject({
    accountSid: z.string().meta({ description: "SID of the account.", stable: true }),
  }),
  rules({ inputs }) {
    if (inputs.portInUrl !== undefined || inputs.portOutUrl !== undefined) return [];
    return [{ property: "portInUrl", reason: "is required: set `portInUrl`, `portOutUrl` or both" }];
  },

  async create(ctx, { inputs }) {
    const { accountSid } = ctx.client;
    const state = { ...inputs, accountSid };
    if (ctx.preview) return { state };
    const there = await fetch(ctx);
    // An identical webhook may be the result of a killed run of this create, so take it over.
    if (there && !same(shownOf(there, inputs), inputs) && !ctx.existed) {
      throw new ProviderError(
        "port-webhook-taken",
        `account ${accountSid} already has a porting webhook. Import it (\`pulumi import twilio:index:PortInWebhook ${resourceName(ctx.urn)} ${accountSid}\`) or remove it first`,
      );
    }
    await put(ctx, inputs, there);
    return { id: accountSid, state };
  },

  async read(ctx, { id, inputs: given, state }) {
    refuseOtherAccount(ctx.client, state);
    if (id !== ctx.client.accountSid) {
      throw new ProviderError("bad-id", `${id} is not the provider's account. Import ${ctx.client.accountSid}`);
    }
    const record = await fetch(ctx);
    if (!record) return undefined;
    const inputs = shownOf(record, given);
    return { id, inputs, state: { ...inputs, accountSid: id } };
  },

  async update(ctx, { newInputs, oldState }) {
    refuseOtherAccount(ctx.client, oldState);
    if (!ctx.preview) await put(ctx, newInputs, await fetch(ctx));
    return { state: { ...newInputs, accountSid: oldState.accountSid } };
  },

  async delete(ctx, { state }) {
    refuseOtherAccount(ctx.client, state);
    // An account has only one webhook, and the resource that the program still declares has overwritten it: don't delete it.
    if (ctx.declared) return;
    const record = await fetch(ctx);
    if (record?.port_in_target_url) await remove(ctx, "PORT_IN");
    if (record?.port_out_target_url) await remove(ctx, "PORT_OUT");
  },
};

const PATH = "/v1/Porting/Configuration/Webhook";
const origin = "https://numbers.twilio.com";

const fetch = ({ client, signal }: Ctx): Promise<WebhookRecord | undefined> =>
  client.requests.fetch({
    what: "read its porting webhook",
    method: "GET",
    origin,
    path: PATH,
    repeatable: true,
    signal,
  });

/** Overwrites the configuration. First deletes a URL that the program removed, because Twilio keeps a URL that a request omits. */
async function put(ctx: Ctx, inputs: Bag, there: WebhookRecord | undefined): Promise<void> {
  const { client, signal } = ctx;
  if (there?.port_in_target_url && inputs.portInUrl === undefined) await remove(ctx, "PORT_IN");
  if (there?.port_out_target_url && inputs.portOutUrl === undefined) await remove(ctx, "PORT_OUT");
  const json = {
    port_in_target_url: inputs.portInUrl,
    port_out_target_url: inputs.portOutUrl,
    notifications_of: inputs.notificationsOf ?? [],
  };
  await client.requests.send({
    ...{ what: "set its porting webhook", method: "POST", origin, path: PATH, json, repeatable: true, signal },
  });
}

const remove = ({ client, signal }: Ctx, type: "PORT_IN" | "PORT_OUT") =>
  client.requests.fetch({
    ...{
      what: "remove its porting webhook",
      method: "DELETE",
      origin,
      path: `${PATH}/${type}`,
      repeatable: true,
      signal,
    },
  });

function shownOf(record: WebhookRecord, given: Bag): Bag {
  const { port_in_target_url, port_out_target_url, notifications_of } = record;
  return {
    ...(port_in_target_url && { portInUrl: port_in_target_url }),
    ...(port_out_target_url && { portOutUrl: port_out_target_url }),
    ...(notifications_of?.length && { notificationsOf: matchOrder(notifications_of, given.notificationsOf) }),
  };
}

const same = (a: Bag, b: Bag): boolean =>
  ["portInUrl", "portOutUrl", "notificationsOf"].every((name) => JSON.stringify(a[name]) === JSON.stringify(b[name]));
