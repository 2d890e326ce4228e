import type { CarrierAnswer } from "../../domain/rules/money/invoice-input.ts";
import { ends, type Month } from "../../domain/rules/money/month.ts";
import type { Traffic } from "../../domain/rules/money/usage.ts";
import { TwilioClient } from "../../providers/twilio/client/client.ts";
import { ambientCredentials } from "../../providers/twilio/stack-credentials.ts";

/** The account whose usage is read, and the credentials. */
export interface UsageQuery {
  /** Undefined where no update has created the account yet. */
  readonly accountSid: string | undefined;
  /** The parent account of a managed account; its credentials are used. */
  readonly parent: string | undefined;
  readonly month: Month;
  readonly env: NodeJS.ProcessEnv;
}

/** The fields of a usage record that are read. https://www.twilio.com/docs/usage/api/usage-record */
interface UsageRecord {
  readonly category: string;
  readonly count: string | null;
  readonly usage: string | null;
  readonly price: string | number | null;
  readonly price_unit: string | null;
}

const READ_LIMIT_MS = 30_000;

/** Reads Twilio's usage records of an account in a month (GMT), or returns why they can't be read: an invoice can be made without them. */
export async function carrierUsage({ accountSid, parent, month, env }: UsageQuery): Promise<CarrierAnswer> {
  if (accountSid === undefined) return { unread: "nothing is deployed on it, so its account is unknown" };
  const signedInAs = parent ?? accountSid;
  const below = parent !== undefined && parent !== accountSid;
  const found = ambientCredentials(signedInAs, env, { below });
  if (found === undefined) {
    const wanted = below ? "auth token" : "auth token or API key";
    return {
      unread: `the environment has no credentials of account ${signedInAs}: set TWILIO_ACCOUNT_SID with its ${wanted}`,
    };
  }
  const client = TwilioClient.fromEnvironment(
    {
      accountSid,
      ...(parent !== undefined && { parentAccountSid: parent }),
      user: found.apiKeySid ?? signedInAs,
      password: found.apiKeySecret ?? found.authToken ?? "",
    },
    env,
  );
  const records = client.readOnly().collection<UsageRecord>({
    path: "Usage/Records",
    key: "usage_records",
    noun: "usage record",
    signal: AbortSignal.timeout(READ_LIMIT_MS),
  });
  const lastDay = new Date(ends(month).getTime() - 1).toISOString().slice(0, 10);
  const of = async (category: string) => {
    const listed = await records.list({ Category: category, StartDate: `${month}-01`, EndDate: lastDay });
    return listed.find((record) => record.category === category);
  };
  try {
    const [inbound, outbound, all] = await Promise.all([of("calls-inbound"), of("calls-outbound"), of("totalprice")]);
    const cost = all?.price === null || all?.price === undefined ? undefined : String(all.price);
    return {
      inbound: traffic(inbound),
      outbound: traffic(outbound),
      ...(cost !== undefined && { cost: { amount: cost, currency: (all?.price_unit ?? "usd").toUpperCase() } }),
    };
  } catch (error) {
    return { unread: error instanceof Error ? error.message : String(error) };
  }
}

/** Parses a number of a usage record: Twilio writes numbers as strings, and null for no usage. */
const traffic = (record: UsageRecord | undefined): Traffic => ({
  calls: Number(record?.count ?? 0),
  minutes: Number(record?.usage ?? 0),
});
