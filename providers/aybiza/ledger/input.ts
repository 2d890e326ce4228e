import { z } from "zod";
import { keys } from "../../../domain/contract/route.ts";
import { type Bag, type CheckFailure, UNKNOWN } from "../../kit/handler.ts";
import type { NumberStatus } from "./events.ts";

const { pk: PREFIX, sk: ROUTE } = keys.route("");

/** The part of a route that its number's ledger needs beside the route's own fields. */
export const ledgerInput = z
  .strictObject({
    acquired: z
      .enum(["bought", "adopted", "transferred"])
      .meta({ description: "How the number came to the tenant: the first entry." }),
    from: z.string().optional().meta({ description: "Who had a number that was transferred." }),
    to: z.string().optional().meta({
      description:
        "Who gets the number when this route is removed: the removal then is a transfer, not a release or a hand-back.",
    }),
    monthly: z
      .strictObject({
        amount: z
          .string()
          .regex(/^\d+(\.\d+)?$/, "must be an amount as text, such as 1.15")
          .meta({ description: "Amount, as decimal text." }),
        currency: z
          .string()
          .regex(/^[A-Z]{3}$/, "must be an ISO 4217 code, such as USD")
          .meta({ description: "ISO 4217 code." }),
      })
      .optional()
      .meta({ typeName: "LedgerPrice", description: "What the number costs each month when it comes." }),
    kind: z
      .strictObject({
        country: z
          .string()
          .regex(/^[A-Z]{2}$/, "must be an ISO 3166-1 code, such as US")
          .meta({ description: "ISO 3166-1 code." }),
        type: z.enum(["local", "mobile", "toll-free", "national"]).meta({ description: "Type of the number." }),
      })
      .optional()
      .meta({ typeName: "LedgerKind", description: "What kind of number it is, where who bought it knows." }),
  })
  .optional()
  .meta({
    typeName: "RouteLedger",
    description:
      "Keeps the number's ledger in the same table: each write or removal of the route that changes who has the number, which agent answers or whether it is in quarantine writes its entry in the same transaction. Entries are never changed or deleted.",
  });

/** A ledger is kept with routes alone, since it tells what happened from what a route says. */
export function ledgerRules({ pk, sk, ledger, writeOnce }: Bag): CheckFailure[] {
  if (ledger === undefined) return [];
  const isRoute = (pk === UNKNOWN || String(pk).startsWith(PREFIX)) && (sk === UNKNOWN || sk === ROUTE);
  if (isRoute && writeOnce !== true) return [];
  return [{ property: "ledger", reason: `is kept with a number's route alone: \`pk\` ${PREFIX}+..., \`sk\` ${ROUTE}` }];
}

export const numberOf = (pk: string): string => pk.slice(PREFIX.length);

/** Where a route says that its number stands. */
export function statusOf({ tenant, fields, ledger }: Bag): NumberStatus {
  const { acquired, from, to, monthly, kind } = ledger;
  return {
    tenant,
    connection: text(fields.connection),
    acquired,
    state: fields.quarantined === undefined ? "active" : "quarantined",
    agent: text(fields.agent?.name),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(monthly !== undefined && { monthly }),
    ...(kind !== undefined && { kind }),
  };
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
