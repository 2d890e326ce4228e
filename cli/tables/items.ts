import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { z } from "zod";
import { EVENTS, type LedgerEntry } from "../../domain/contract/ledger.ts";
import { NUMBER_TYPES } from "../../domain/rules/money/number-type.ts";
import { UserError } from "../../domain/user-error.ts";

/** An item as DynamoDB returns it. */
export type Item = Record<string, AttributeValue>;

/** A ledger entry, as far as an invoice needs it. */
export const standingSchema = z.object({
  number: z.string(),
  at: z.iso.datetime(),
  tenant: z.string(),
  connection: z.string(),
  state: z.enum(["active", "quarantined", "gone"]),
  kind: z.object({ country: z.string(), type: z.enum(NUMBER_TYPES) }).optional(),
});
/** A whole ledger entry. */
export const entrySchema = z.object({
  schema: z.literal(1),
  number: z.string(),
  event: z.enum(EVENTS),
  at: z.iso.datetime(),
  by: z.string(),
  update: z.object({
    stack: z.string(),
    commit: z.string().optional(),
    dirty: z.boolean().optional(),
    run: z.string().optional(),
  }),
  tenant: z.string(),
  connection: z.string(),
  acquired: z.enum(["bought", "adopted", "transferred"]),
  state: z.enum(["active", "quarantined", "gone"]),
  agent: z.string(),
  from: z.string().optional(),
  to: z.string().optional(),
  monthly: z.object({ amount: z.string(), currency: z.string() }).optional(),
  kind: z.object({ country: z.string(), type: z.string() }).optional(),
}) as z.ZodType<LedgerEntry>;
/** The account whose auth token signs a connection's webhooks. */
export const signerSchema = z.object({ accountSid: z.string(), tenant: z.string(), connection: z.string() });

/**
 * Parses an item.
 * @throws UserError that names the item, where it isn't as our handlers and programs write it
 */
export function parsed<S extends z.ZodType>(schema: S, item: Item, table: string): z.output<S> {
  const result = schema.safeParse(unmarshall(item));
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  const key = item.callSid?.S ?? `${item.pk?.S} ${item.sk?.S}`;
  throw new UserError(
    "item-malformed",
    `item ${key} of table ${table} is malformed: ${path.join(".")}: ${message}`,
    "Correct or delete the item; without it the result would be incomplete, so none is shown",
  );
}
