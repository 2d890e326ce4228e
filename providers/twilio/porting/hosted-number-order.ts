import { z } from "zod";
import { E164_PATTERN } from "../../../domain/contract/e164.ts";
import { ProviderError } from "../../kit/handler.ts";
import type { SidRecord } from "../identity.ts";
import { immutableSid, messageSettings, method, ownOutputs, sid, url } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";

interface OrderRecord extends SidRecord {
  readonly status: string;
  readonly cc_emails: readonly string[] | null;
}

const once = <T extends z.ZodType>(type: T, description: string) => type.meta({ description, replaceOnChange: true });
const email = z.string().regex(/^[^@\s]+@[^@\s]+$/, "must be an email address");
const phone = z.string().regex(E164_PATTERN, "must be an E.164 number: +, country code, number, digits only");

const copied = <T extends z.ZodType>(type: T): z.ZodOptional<T> =>
  type.meta({ ...type.meta(), description: `${type.meta()?.description} ${COPIED}` }).optional();
const COPIED =
  "It is copied onto the number when the order is made, and can't be read from the order; from then on a change of it changes nothing here: make it at the number's `IncomingPhoneNumber`.";

/** What the number gets with the order. */
const ofNumber = {
  smsUrl: copied(messageSettings.smsUrl),
  smsMethod: copied(messageSettings.smsMethod),
  smsFallbackUrl: copied(messageSettings.smsFallbackUrl),
  smsFallbackMethod: copied(messageSettings.smsFallbackMethod),
  smsApplicationSid: copied(sid("AP", "Application that answers its messages; the addresses above rest meanwhile.")),
  statusCallbackUrl: copied(url("Address that Twilio tells how messages went.")),
  statusCallbackMethod: copied(method("HTTP method of `statusCallbackUrl`.")),
};

const order = simpleResource<OrderRecord>({
  token: "twilio:index:HostedNumberOrder",
  description:
    "Asks Twilio to take the messages of a number whose calls stay with its carrier: a landline or toll-free number of the US or Canada. What follows is people's: the owner's call, a letter that is signed, the carrier; `status` says how it stands at the last look. An order can't be changed: a change makes a new one, which Twilio allows while it is `received`. A delete cancels an order that is `received`, forgets one that is completed (the number stays the account's) or failed, and is refused between. After one that failed, a change, or a removal and another declaration, makes a new order. Import it by its SID.",
  examples: [
    {
      title: "Host a number",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const order = new twilio.HostedNumberOrder(
  "front-desk",
  {
    phoneNumber: "+14155550101",
    contactPhoneNumber: "+14155550102",
    addressSid: "AD0123456789abcdef0123456789abcdef",
    email: "ann@acme.example",
  },
  { provider },
);

export const status = order.status;`,
    },
  ],
  noun: "hosted number order",
  product: ["numbers", "v2"],
  path: "HostedNumber/Orders",
  key: "items",
  // One that failed is over: what is asked for then is another.
  identity: { by: "pair", of: ["phoneNumber"], stands: ({ status }: OrderRecord) => status !== "failed" },
  inputs: z.strictObject({
    phoneNumber: once(phone, "The number, E.164."),
    contactPhoneNumber: once(phone, "Telephone number of who may sign for it."),
    contactTitle: once(z.string().min(1, "must not be empty").optional(), "Who that is: `Owner`."),
    addressSid: once(immutableSid("AD", "Address of the number's owner."), "Address of the number's owner."),
    email: once(email, "The owner's email address."),
    ccEmails: once(z.array(email).optional(), "Who gets a copy of the letter of authorisation."),
    friendlyName: once(z.string().max(128, "must be 128 characters or less").optional(), "Name for people."),
    ...ofNumber,
  }),
  outputs: z.strictObject({
    ...ownOutputs("order", "HR"),
    status: z.string().meta({
      description:
        "`received`, `pending-verification`, `verified`, `pending-loa`, `carrier-processing`, `completed`, `failed` or `action-required`, at the last look.",
    }),
    incomingPhoneNumberSid: z
      .string()
      .optional()
      .meta({ description: "The number in the account, `PN...`, which its messages come to." }),
    failureReason: z.string().optional().meta({ description: "Why it failed." }),
  }),
  fixed: true,
  deleteBeforeReplace: true,
  form: () => ({ SmsCapability: true }),
  values: ({ cc_emails }) => ({ ccEmails: cc_emails && cc_emails.length > 0 ? cc_emails : null }),
});

/** A number whose messages come to Twilio. https://www.twilio.com/docs/phone-numbers/hosted-numbers */
export const hostedNumberOrder: typeof order = {
  ...order,
  async diff(ctx, q) {
    const found = (await order.diff?.(ctx, q)) ?? { changes: {} };
    const counted = Object.entries(found.changes).filter(([name]) => !(name in ofNumber));
    return { ...found, changes: Object.fromEntries(counted) };
  },
  async delete(ctx, q) {
    const place = { path: "HostedNumber/Orders", key: "items", noun: "hosted number order", signal: ctx.signal };
    const record = await ctx.client.product("numbers", "v2").collection<OrderRecord>(place).fetch(q.id);
    if (!record) return;
    if (record.status === "received") return order.delete(ctx, q);
    const done = record.status === "completed" && !ctx.declared;
    if (done || record.status === "failed") {
      ctx.log(
        "info",
        `hosted number order ${q.id} is ${record.status}: it is forgotten${done ? ", and its number stays" : ""}`,
      );
      return;
    }
    throw new ProviderError(
      "order-under-way",
      `hosted number order ${q.id} can't be ${ctx.declared ? "replaced" : "canceled"}: it is ${record.status}, and Twilio cancels what is received alone. ${ctx.declared ? "Put the program back as it was" : "Wait until it is completed or failed, or ask Twilio's support"}`,
    );
  },
};
