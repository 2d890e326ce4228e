import type { CarrierAnswer } from "../../domain/rules/money/invoice-input.ts";
import { ends, type Month } from "../../domain/rules/money/month.ts";
import type { Traffic } from "../../domain/rules/money/usage.ts";
import { TwilioClient } from "../../providers/twilio/client/client.ts";
import { ambientCredentials } from "../../providers/twilio/stack-credentials.ts";

/** Whose usage is asked for, and with what. */
export interface UsageQuery {
  /** Undefined where no stack has made the account yet. */
  readonly accountSid: string | undefined;
  /** The account above it, whose credentials are used. */
  readonly parent: string | undefined;
  readonly month: Month;
  readonly env: NodeJS.ProcessEnv;
}

/** As far as it is read. https://www.twilio.com/docs/usage/api/usage-record */
interface UsageRecord {
  readonly category: string;
  readonly count: string | null;
  readonly usage: string | null;
  readonly price: string | number | null;
  readonly price_unit: string | null;
}

const PATIENCE_MS = 30_000;

/** What Twilio counted in an account in a month (GMT), or in words why it can't be had: no invoice fails for that. */
export async function carrierUsage({ accountSid, parent, month, env }: UsageQuery): Promise<CarrierAnswer> {
  if (accountSid === undefined) return { unread: "no account is known for it, since nothing is deployed on it" };
  const signedInAs = parent ?? accountSid;
  const below = parent !== undefined && parent !== accountSid;
  const found = ambientCredentials(signedInAs, env, { below });
  if (found === undefined) {
    const wanted = below ? "auth token" : "token or key";
    return { unread: `the environment has no credentials of ${signedInAs} (TWILIO_ACCOUNT_SID with its ${wanted})` };
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
    signal: AbortSignal.timeout(PATIENCE_MS),
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

/** Twilio writes numbers as texts, and none where nothing was used. */
const traffic = (record: UsageRecord | undefined): Traffic => ({
  calls: Number(record?.count ?? 0),
  minutes: Number(record?.usage ?? 0),
});
