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

const immutableInput = <T extends z.ZodType>(type: T, description: string) =>
  type.meta({ description, replaceOnChange: true });
const email = z.string().regex(/^[^@\s]+@[^@\s]+$/, "must be an email address");
const phone = z.string().regex(E164_PATTERN, "must be an E.164 number: +, country code, number, digits only");

const copied = <T extends z.ZodType>(type: T): z.ZodOptional<T> =>
  type.meta({ ...type.meta(), description: `${type.meta()?.description} ${COPIED}` }).optional();
const COPIED =
  "Copied to the number when the order is created; later changes are ignored. Change it on the number's `IncomingPhoneNumber` instead.";

/** Settings that the order copies to the number. */
const ofNumber = {
  smsUrl: copied(messageSettings.smsUrl),
  smsMethod: copied(messageSettings.smsMethod),
  smsFallbackUrl: copied(messageSettings.smsFallbackUrl),
  smsFallbackMethod: copied(messageSettings.smsFallbackMethod),
  smsApplicationSid: copied(
    sid("AP", "Application that answers messages. While it is set, Twilio ignores the SMS URLs."),
  ),
  statusCallbackUrl: copied(url("URL that Twilio notifies of the delivery status of messages.")),
  statusCallbackMethod: copied(method("HTTP method for `statusCallbackUrl`.")),
};

const order = simpleResource<OrderRecord>({
  token: "twilio:index:HostedNumberOrder",
  description:
    "An order to host the messages of a number at Twilio, while its calls stay with its carrier: a US or Canadian landline or toll-free number. People process it: the owner verifies the number by a call and signs a letter, then the carrier acts. `status` is as of the last refresh. An order can't be changed: a change replaces it, which Twilio allows only while it is `received`. A delete cancels a `received` order, removes a `completed` or `failed` one from the state (a completed order's number stays in the account), and is refused in any other status. After a failed order, change the resource, or remove it and declare it again, to make a new order. Import it by its SID.",
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
  // A failed order can't be reused, so the next create makes a new one.
  identity: { by: "pair", of: ["phoneNumber"], isActive: ({ status }: OrderRecord) => status !== "failed" },
  inputs: z.strictObject({
    phoneNumber: immutableInput(phone, "The number, E.164."),
    contactPhoneNumber: immutableInput(phone, "Telephone number of the person who may sign for the number, E.164."),
    contactTitle: immutableInput(
      z.string().min(1, "must not be empty").optional(),
      "Title of that person, such as `Owner`.",
    ),
    addressSid: immutableInput(
      immutableSid("AD", "SID of the `Address` of the number's owner."),
      "SID of the `Address` of the number's owner.",
    ),
    email: immutableInput(email, "Email address of the owner."),
    ccEmails: immutableInput(
      z.array(email).optional(),
      "Email addresses that receive a copy of the letter of authorization.",
    ),
    friendlyName: immutableInput(
      z.string().max(128, "must be 128 characters or less").optional(),
      "Friendly name, 128 characters or less.",
    ),
    ...ofNumber,
  }),
  outputs: z.strictObject({
    ...ownOutputs("order", "HR"),
    status: z.string().meta({
      description:
        "`received`, `pending-verification`, `verified`, `pending-loa`, `carrier-processing`, `completed`, `failed` or `action-required`, as of the last refresh.",
    }),
    incomingPhoneNumberSid: z
      .string()
      .optional()
      .meta({ description: "The number in the account, `PN...`, which its messages come to." }),
    failureReason: z.string().optional().meta({ description: "Why it failed." }),
  }),
  immutable: true,
  deleteBeforeReplace: true,
  form: () => ({ SmsCapability: true }),
  values: ({ cc_emails }) => ({ ccEmails: cc_emails && cc_emails.length > 0 ? cc_emails : null }),
});

/** The resource of an order to host a number's messages at Twilio. https://www.twilio.com/docs/phone-numbers/hosted-numbers */
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
        `hosted number order ${q.id} is ${record.status}: it is removed from the state${done ? ", and its number stays in the account" : ""}`,
      );
      return;
    }
    throw new ProviderError(
      "order-not-cancelable",
      `hosted number order ${q.id} can't be ${ctx.declared ? "replaced" : "canceled"}: it is ${record.status}, and Twilio cancels only orders that are received. ${ctx.declared ? "Revert the change of the program" : "Wait until it is completed or failed, or ask Twilio's support"}`,
    );
  },
};
