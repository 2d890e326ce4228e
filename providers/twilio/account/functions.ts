import { z } from "zod";
import type { FunctionSpec } from "../../kit/define.ts";
import { ProviderError } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";
import { type AccountRecord, accounts } from "./records.ts";

const provider = `const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });`;

/** A friendly name as a program gave it: without the twelve digits that mark what a create made. */
const nameOf = ({ friendly_name }: AccountRecord): string => friendly_name.replace(/ [0-9a-f]{12}$/, "");

/** Finds an account, the provider's own or one of its subaccounts. https://www.twilio.com/docs/iam/api/account */
export const getAccount: FunctionSpec<TwilioClient> = {
  token: "twilio:index:getAccount",
  description:
    "Finds an account: one of the provider's subaccounts, or its own. Without arguments, its own. All results are absent where there is none; closed ones are found by SID alone. It gives no auth token.",
  examples: [
    {
      title: "Find a customer's subaccount",
      program: `import * as twilio from "@pulumi/twilio";

${provider}
const own = await twilio.getAccount({}, { provider });

export const status = own.status;`,
    },
  ],
  inputs: z.strictObject({
    sid: z
      .string()
      .regex(/^AC[0-9a-fA-F]{32}$/, "must be an account SID: AC, then 32 hex digits")
      .optional()
      .meta({ description: "Its SID, `AC...`." }),
    friendlyName: z.string().min(1, "must not be empty").optional().meta({
      description:
        "Its name, without the token that a create adds. Several of that name are a mistake that is told with their SIDs.",
    }),
  }),
  outputs: z.strictObject({
    sid: z.string().optional().meta({ description: "Its SID, `AC...`." }),
    ownerAccountSid: z.string().optional().meta({ description: "The account above; of a main account its own SID." }),
    friendlyName: z.string().optional().meta({ description: "Its name, without the token that a create adds." }),
    status: z.string().optional().meta({ description: "`active`, `suspended` or `closed`." }),
    type: z.string().optional().meta({ description: "`Full` or `Trial`." }),
    dateCreated: z.string().optional().meta({ description: "When it was made, as RFC 2822 writes it." }),
  }),
  async invoke({ client, signal }, { sid, friendlyName }) {
    if (sid !== undefined && friendlyName !== undefined) {
      throw new ProviderError("invalid-arguments", "twilio:index:getAccount: give `sid` or `friendlyName`, not both");
    }
    const asked = accounts({ client, signal });
    const record =
      friendlyName === undefined
        ? await asked.fetch(sid ?? client.accountSid)
        : theOne(await asked.list(), friendlyName);
    if (!record) return {};
    client.saw("AC", [record]);
    const { owner_account_sid: ownerAccountSid, status, type, date_created: dateCreated } = record;
    return { sid: record.sid, ownerAccountSid, friendlyName: nameOf(record), status, type, dateCreated };
  },
};

function theOne(all: readonly AccountRecord[], name: string): AccountRecord | undefined {
  const open = all.filter((a) => a.status !== "closed" && (nameOf(a) === name || a.friendly_name === name));
  if (open.length <= 1) return open[0];
  const sids = open.map((a) => a.sid).join(", ");
  throw new ProviderError(
    "ambiguous-account",
    `${open.length} accounts are called ${name}: ${sids}. Give the \`sid\` of one`,
  );
}

/** What an account may still spend. https://www.twilio.com/docs/usage/api/balance */
export const getBalance: FunctionSpec<TwilioClient> = {
  token: "twilio:index:getBalance",
  description:
    "What the provider's account may still spend. Twilio bills subaccounts to the account above, whose balance is theirs.",
  examples: [
    {
      title: "Read the balance",
      program: `import * as twilio from "@pulumi/twilio";

${provider}
const { balance, currency } = await twilio.getBalance({}, { provider });

export const left = \`\${balance} \${currency}\`;`,
    },
  ],
  inputs: z.strictObject({}),
  outputs: z.strictObject({
    accountSid: z.string().meta({ description: "The account." }),
    balance: z.string().meta({ description: "The balance, a decimal number as text: `21.53`." }),
    currency: z.string().meta({ description: "ISO 4217: `USD`." }),
  }),
  async invoke({ client, signal }) {
    const what = "read its balance";
    const found = await client.one<{ account_sid: string; balance: string; currency: string }>(
      what,
      "Balance.json",
      signal,
    );
    if (!found)
      throw new ProviderError(
        "no-balance",
        `Twilio returned no balance for ${client.name}. Read the parent account's balance: subaccounts share it.`,
      );
    return { accountSid: found.account_sid, balance: found.balance, currency: found.currency };
  },
};
