import { z } from "zod";
import type { SidRecord } from "../identity.ts";
import { friendlyNameInput, method, ownOutputs, url } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";

const defaults = { callbackMethod: "POST", triggerBy: "usage" };

const inputs = z.strictObject({
  friendlyName: friendlyNameInput(),
  usageCategory: z.string().min(1, "must not be empty").meta({
    description:
      "Usage category to watch, such as `calls`, `calls-inbound`, `phonenumbers` or `totalprice`. A change replaces the trigger.",
    replaceOnChange: true,
  }),
  triggerBy: z
    .enum(["count", "usage", "price"])
    .optional()
    .meta({
      description: `What is measured: \`count\` (number of events), \`usage\` (such as minutes) or \`price\`. \`${defaults.triggerBy}\` by default. A change replaces the trigger.`,
      replaceOnChange: true,
    }),
  triggerValue: z
    .string()
    .regex(/^\d+(\.\d+)?$/, "must be a decimal number as text, such as `100` or `49.90`")
    .meta({
      description: "Threshold at which the trigger fires, a decimal number as text. A change replaces the trigger.",
      replaceOnChange: true,
    }),
  recurring: z.enum(["daily", "monthly", "yearly"]).optional().meta({
    description:
      "Period after which the count restarts: `daily`, `monthly` or `yearly`. Without it, the trigger fires once. A change replaces the trigger.",
    replaceOnChange: true,
  }),
  callbackUrl: url("URL that Twilio notifies when the trigger fires.").min(1, "must not be empty"),
  callbackMethod: method("HTTP method for `callbackUrl`. `POST` by default.").optional(),
});

const outputs = z.strictObject({
  ...ownOutputs("trigger", "UT"),
  currentValue: z.string().meta({ description: "Value in the current period, as of the last refresh." }),
  dateFired: z.string().optional().meta({ description: "Time when the trigger last fired, RFC 2822." }),
});

/** The resource of a usage threshold. https://www.twilio.com/docs/usage/api/usage-trigger */
export const usageTrigger = simpleResource<SidRecord>({
  token: "twilio:index:UsageTrigger",
  description:
    "Notifies a URL when the usage or spending of the account and its subaccounts reaches a threshold. What it measures can't be changed: such a change replaces the trigger. Import it by its SID.",
  examples: [
    {
      title: "Get notified of spending above 500 dollars a month",
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
