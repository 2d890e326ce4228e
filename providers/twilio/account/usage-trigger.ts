import { z } from "zod";
import type { SidRecord } from "../identity.ts";
import { friendlyNameInput, method, ownOutputs, url } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";

const defaults = { callbackMethod: "POST", triggerBy: "usage" };

const inputs = z.strictObject({
  friendlyName: friendlyNameInput(),
  usageCategory: z.string().min(1, "must not be empty").meta({
    description:
      "What is watched: `calls`, `calls-inbound`, `phonenumbers`, `totalprice`, ... Another is another trigger.",
    replaceOnChange: true,
  }),
  triggerBy: z
    .enum(["count", "usage", "price"])
    .optional()
    .meta({
      description: `What of it counts: how often, how much (minutes, say), or what it costs. \`${defaults.triggerBy}\` by default.`,
      replaceOnChange: true,
    }),
  triggerValue: z
    .string()
    .regex(/^\d+(\.\d+)?$/, "must be a decimal number, as text: `100` or `49.90`")
    .meta({ description: "At how much it fires: a decimal number, as text.", replaceOnChange: true }),
  recurring: z.enum(["daily", "monthly", "yearly"]).optional().meta({
    description: "Begins anew each day, month or year. Without it, it fires once.",
    replaceOnChange: true,
  }),
  callbackUrl: url("Address that Twilio tells when it fires.").min(1, "must not be empty"),
  callbackMethod: method("HTTP method of `callbackUrl`. `POST` by default.").optional(),
});

const outputs = z.strictObject({
  ...ownOutputs("trigger", "UT"),
  currentValue: z.string().meta({ description: "How much it was at the last look, in the current period." }),
  dateFired: z.string().optional().meta({ description: "When it fired last, as RFC 2822 writes it." }),
});

/** A threshold of usage. https://www.twilio.com/docs/usage/api/usage-trigger */
export const usageTrigger = simpleResource<SidRecord>({
  token: "twilio:index:UsageTrigger",
  description:
    "Tells an address of yours when the account, with its subaccounts, has used or spent so much. What it watches can't be changed: a change makes another one in its place. Import it by its SID.",
  examples: [
    {
      title: "Hear of a bill above 500 dollars a month",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
new twilio.UsageTrigger(
  "bill",
  {
    usageCategory: "totalprice",
    triggerBy: "price",
    triggerValue: "500",
    recurring: "monthly",
    callbackUrl: "https://ops.aybiza.example/twilio/usage",
  },
  { provider },
);`,
    },
  ],
  noun: "usage trigger",
  path: "Usage/Triggers",
  key: "usage_triggers",
  identity: { by: "token" },
  inputs,
  outputs,
  defaults,
});
