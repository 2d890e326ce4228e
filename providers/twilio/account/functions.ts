import { z } from "zod";
import type { FunctionSpec } from "../../kit/define.ts";
import { ProviderError } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";
import { type AccountRecord, accounts } from "./records.ts";

const provider = `const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });`;

/** Returns a friendly name without the provider's create token. */
const nameOf = ({ friendly_name }: AccountRecord): string => friendly_name.replace(/ [0-9a-f]{12}$/, "");

/** Finds an account: the provider's own or one of its subaccounts. https://www.twilio.com/docs/iam/api/account */
export const getAccount: FunctionSpec<TwilioClient> = {
  token: "twilio:index:getAccount",
  description:
    "Finds one of the account's subaccounts, or, without arguments, the account itself. All results are absent if there is none. A closed account is found by its SID only. It returns no auth token.",
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
      .meta({ description: "SID of the account, `AC...`." }),
    friendlyName: z.string().min(1, "must not be empty").optional().meta({
      description:
        "Friendly name, without the provider's token. If several accounts have it, the function fails and lists their SIDs.",
    }),
  }),
  outputs: z.strictObject({
    sid: z.string().optional().meta({ description: "SID of the account, `AC...`." }),
    ownerAccountSid: z
      .string()
      .optional()
      .meta({ description: "SID of the parent account, or a main account's own SID." }),
    friendlyName: z.string().optional().meta({ description: "Friendly name, without the provider's token." }),
    status: z.string().optional().meta({ description: "`active`, `suspended` or `closed`." }),
    type: z.string().optional().meta({ description: "`Full` or `Trial`." }),
    dateCreated: z.string().optional().meta({ description: "Creation time, RFC 2822." }),
  }),
  async invoke({ client, signal }, { sid, friendlyName }) {
    if (sid !== undefined && friendlyName !== undefined) {
      throw new ProviderError("invalid-arguments", "twilio:index:getAccount: set `sid` or `friendlyName`, not both");
    }
    const asked = accounts({ client, signal });
    const record =
      friendlyName === undefined
        ? await asked.fetch(sid ?? client.accountSid)
        : theOne(await asked.list(), friendlyName);
    if (!record) return {};
    client.recordSnapshot("AC", [record]);
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
    `${open.length} accounts have the friendly name ${name}: ${sids}. Set the \`sid\` of one`,
  );
}

/** An account's balance. https://www.twilio.com/docs/usage/api/balance */
export const getBalance: FunctionSpec<TwilioClient> = {
  token: "twilio:index:getBalance",
  description: "Reads the account's balance. Subaccounts spend the balance of their parent account.",
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
    accountSid: z.string().meta({ description: "SID of the account." }),
    balance: z.string().meta({ description: "The balance, a decimal number as text, such as `21.53`." }),
    currency: z.string().meta({ description: "Currency, ISO 4217, such as `USD`." }),
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
        `Twilio returned no balance for ${client.name}. Read the parent account's balance: subaccounts share it`,
      );
    return { accountSid: found.account_sid, balance: found.balance, currency: found.currency };
  },
};
