import { traitsOf } from "../../domain/config/connection-traits.ts";
import type { Connection } from "../../domain/config/tenant.ts";
import { heldNumbers } from "../../domain/rules/money/held.ts";
import { type Invoice, makeInvoice } from "../../domain/rules/money/invoice.ts";
import type { CarrierAnswer } from "../../domain/rules/money/invoice-input.ts";
import { begins, type Month, monthOf, parseMonth } from "../../domain/rules/money/month.ts";
import { usageError } from "../exit.ts";
import { regionTables } from "../tables/region-tables.ts";
import { tenantNamed } from "../tenant.ts";
import { carrierUsage } from "./carrier-usage.ts";

/** Input of an invoice: tenant, month and data sources. */
export interface InvoiceQuery {
  /** Id of the tenant, or the name of its stack. */
  readonly tenant: string;
  /** The month as the user typed it. */
  readonly month: string;
  /** Folder of stack files. */
  readonly stacks: string;
  /** Environment variables with the AWS and Twilio credentials. */
  readonly env: NodeJS.ProcessEnv;
  readonly now: Date;
}

/**
 * Makes a tenant's invoice from the region's file (prices), the region's tables (numbers, calls) and the carrier's usage records.
 * @throws UserError for an unknown tenant, a month without an invoice, and tables that can't be read
 */
export async function invoiceOf({ tenant, month: asked, stacks, env, now }: InvoiceQuery): Promise<Invoice> {
  const month = checkedMonth(asked, now);
  const { file, awsRegion, awsProfile } = tenantNamed(stacks, tenant);
  const { region, connections } = file;
  if (region.pricing === undefined)
    throw usageError(
      "pricing-missing",
      `region ${region.id} has no prices: there is no \`pricing\` in stacks/Pulumi.${region.id}.yaml`,
      ["Add it; docs/pricing.md shows one"],
    );
  const tables = regionTables({ region: region.id, awsRegion, awsProfile, env, verb: "invoice" });
  try {
    const [calls, { standings, accounts }] = await Promise.all([
      tables.calls(file.tenant.id, month),
      tables.ledger(file.tenant.id),
    ]);
    const account = (name: string, connection: Connection) =>
      "accountSid" in connection
        ? connection.accountSid
        : (accounts.get(name) ?? calls.find((call) => call.connection === name)?.accountSid);
    const carriers = await Promise.all(
      Object.entries(connections).map(async ([name, connection]): Promise<[string, CarrierAnswer]> => {
        const parent = traitsOf(connection.type).ownsAccount ? region.carriers.twilio?.accountSid : undefined;
        return [name, await carrierUsage({ accountSid: account(name, connection), parent, month, env })];
      }),
    );
    return makeInvoice({
      region: { id: region.id, pricing: region.pricing, callRetentionDays: region.data.callRetentionDays },
      tenant: { id: file.tenant.id, name: file.tenant.name },
      connections,
      month,
      now,
      isRehearsal: tables.isRehearsal() || env.AYBIZA_TWILIO_URL !== undefined,
      held: heldNumbers(standings, file.tenant.id),
      calls,
      carriers: Object.fromEntries(carriers),
    });
  } finally {
    tables.close();
  }
}

function checkedMonth(text: string, now: Date): Month {
  const month = parseMonth(text);
  const current = monthOf(now);
  if (month === undefined)
    throw usageError(
      "month-malformed",
      `${JSON.stringify(text)} isn't a month, which is a year and 01 to 12`,
      `Write it like this:  --month ${current}`,
    );
  if (begins(month) > now)
    throw usageError(
      "month-not-begun",
      `${month} hasn't begun, so there is no invoice of it`,
      `Ask for this month or an earlier one:  --month ${current}`,
    );
  return month;
}
