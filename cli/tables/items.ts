import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { z } from "zod";
import { ledgerEntrySchema } from "../../domain/contract/ledger.ts";
import { NUMBER_TYPES } from "../../domain/rules/money/number-type.ts";
import { UserError } from "../../domain/user-error.ts";

/** An item as DynamoDB returns it. */
export type Item = Record<string, AttributeValue>;

/** The fields of a ledger entry that an invoice needs. Only kinds of numbers that can have a price are valid. */
export const standingSchema = ledgerEntrySchema
  .pick({ number: true, at: true, tenant: true, connection: true, state: true })
  .extend({ kind: z.object({ country: z.string(), type: z.enum(NUMBER_TYPES) }).optional() });
/** The account whose auth token signs a connection's webhooks. */
export const signerSchema = z.object({ accountSid: z.string(), tenant: z.string(), connection: z.string() });

/**
 * Parses an item.
 * @throws UserError that names the item, if its format isn't the one that our handlers and programs write
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
