import { z } from "zod";
import { ACQUIRED } from "../../../domain/contract/ledger.ts";
import { keys } from "../../../domain/contract/route.ts";
import { type Bag, type CheckFailure, UNKNOWN } from "../../kit/handler.ts";
import type { NumberStatus } from "./events.ts";

const { pk: PREFIX, sk: ROUTE } = keys.route("");

/** The inputs of a route that are used only for its number's ledger. */
export const ledgerInput = z
  .strictObject({
    acquired: z.enum(ACQUIRED).meta({ description: "How the tenant got the number: the ledger's first entry." }),
    from: z.string().optional().meta({ description: "The tenant that transferred the number." }),
    to: z.string().optional().meta({
      description:
        "The tenant that gets the number when this route is removed: the removal is then a transfer, not a release or a hand-back.",
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
      .meta({ typeName: "LedgerPrice", description: "Monthly price of the number when it was acquired." }),
    kind: z
      .strictObject({
        country: z
          .string()
          .regex(/^[A-Z]{2}$/, "must be an ISO 3166-1 code, such as US")
          .meta({ description: "ISO 3166-1 code." }),
        type: z.enum(["local", "mobile", "toll-free", "national"]).meta({ description: "Type of the number." }),
      })
      .optional()
      .meta({ typeName: "LedgerKind", description: "Kind of the number, where the buyer knows it." }),
  })
  .optional()
  .meta({
    typeName: "RouteLedger",
    description:
      "Keeps the number's ledger in the same table. A write or removal of the route that changes the number's tenant, agent or quarantine adds an entry in the same transaction. Entries are never changed or deleted.",
  });

/** Rejects a ledger on an item that isn't a route: a ledger's entries are derived from a route's fields. */
export function ledgerRules({ pk, sk, ledger, writeOnce }: Bag): CheckFailure[] {
  if (ledger === undefined) return [];
  const isRoute = (pk === UNKNOWN || String(pk).startsWith(PREFIX)) && (sk === UNKNOWN || sk === ROUTE);
  if (isRoute && writeOnce !== true) return [];
  return [
    {
      property: "ledger",
      reason: `is only allowed on a number's route: \`pk\` ${PREFIX}+..., \`sk\` ${ROUTE}, without \`writeOnce\``,
    },
  ];
}

export const numberOf = (pk: string): string => pk.slice(PREFIX.length);

/** Returns the status of a number from its route. */
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
