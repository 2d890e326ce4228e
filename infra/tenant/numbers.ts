import type * as aybiza from "@pulumi/aybiza";
import * as pulumi from "@pulumi/pulumi";
import type { LedgerKind, LedgerPrice } from "../../domain/contract/ledger.ts";
import { keys, type Route } from "../../domain/contract/route.ts";
import { PARENT_ACCOUNT } from "../../domain/rules/ending.ts";
import type { PlannedNumber } from "../../domain/rules/plan.ts";
import type { NumberSettings, OpenConnection } from "./carrier.ts";
import { type RoutesTable, routesItem } from "./routes-item.ts";

/** A planned number with its dependencies. */
export interface NumberArgs {
  readonly planned: PlannedNumber;
  readonly connection: OpenConnection;
  readonly table: RoutesTable;
  /** The stored manifest that the route names. */
  readonly manifest: aybiza.RoutesItem;
  /** All manifests of the tenant. Each number depends on them, so that a refused destroy deletes none. */
  readonly manifests: readonly pulumi.Resource[];
  /** The number's settings now; undefined unless it is adopted. */
  readonly live: NumberSettings | undefined;
  /** The source account of a transfer; undefined after the number has arrived. */
  readonly from: string | undefined;
  /** The number's monthly price. */
  readonly monthly: LedgerPrice | undefined;
  /** The kind of number that the file asked for; undefined if the file doesn't name one. */
  readonly kind: LedgerKind | undefined;
}

/**
 * Declares one number with its route. The number depends on its route, application and tokens, so a delete starts with the number: if the provider
 * refuses that, the others remain. A bought number therefore has two resources: the purchase, from which the route gets the number,
 * and the number in service, which depends on the route.
 */
export function declareNumber({
  planned,
  connection,
  table,
  manifest,
  manifests,
  live,
  from,
  monthly,
  kind,
}: NumberArgs): pulumi.Output<string> {
  const { key, ending, transferFrom } = planned;
  const parent = connection.component;
  const number = acquire(planned, connection, from);

  const route = routesItem(
    key,
    table,
    pulumi.all([number, connection.account, manifest.fields]).apply(([n, accountSid, stored]) => {
      // The stored manifest's version: an update with `--target` may not have stored the planned one.
      const agent = { ...planned.route.agent, version: String((stored as { version?: unknown }).version) };
      return { ...keys.route(n), ...({ ...planned.route, accountSid, agent, number: n } satisfies Route) };
    }),
    {
      ...{ parent, dependsOn: [manifest] },
      ...(transferFrom !== undefined && transferFrom !== PARENT_ACCOUNT && { transferFrom }),
      ledger: ledgerOf(planned, monthly, kind),
    },
  );
  // An adopted number's settings are recorded before it is changed, and never overwritten: its release restores them.
  const adoption =
    live === undefined
      ? undefined
      : routesItem(
          `${key}-adopted`,
          table,
          { ...keys.adoption(planned.number as string), settings: live },
          { parent, writeOnce: true },
        );
  const before = adoption?.fields.apply((fields) => (fields as unknown as { settings: NumberSettings }).settings);
  const { emergencyAddress } = planned;
  return connection.inService({ key, number, ending, before, emergencyAddress, dependsOn: [route, ...manifests] });
}

/** Declares the number's purchase or transfer, or uses the number that the account already holds. */
function acquire(
  { key, buy, number, acquired, ending, connection: name }: PlannedNumber,
  { supply }: OpenConnection,
  from: string | undefined,
): pulumi.Output<string> {
  if (acquired === "adopted") return pulumi.output(number as string);
  if (supply === undefined)
    throw new Error(`connection \`${name}\` has no inventory, so \`${key}\` can't be ${acquired}`);
  return buy === undefined
    ? supply.receive({ key, number: number as string, from, ending })
    : supply.purchase({ key, buy, ending });
}

/** The ledger fields of a number that its route doesn't contain. */
function ledgerOf(
  { acquired, transferFrom, transferTo }: PlannedNumber,
  monthly: LedgerPrice | undefined,
  kind: LedgerKind | undefined,
) {
  return {
    acquired,
    ...(transferFrom !== undefined && { from: transferFrom }),
    ...(transferTo !== undefined && { to: transferTo }),
    ...(monthly && { monthly: { ...monthly } }),
    ...(kind && { kind: { ...kind } }),
  };
}
