import type * as aybiza from "@pulumi/aybiza";
import * as pulumi from "@pulumi/pulumi";
import type { LedgerKind, LedgerPrice } from "../../domain/contract/ledger.ts";
import { keys, type Route } from "../../domain/contract/route.ts";
import { type PlannedNumber, RESELLER, THE_TENANT } from "../../domain/rules/plan.ts";
import type { CarrierAccount, Ending, NumberSettings } from "./carrier.ts";
import { type RoutesTable, routesItem } from "./routes-item.ts";

/** One planned number, and what it stands on. */
export interface NumberArgs {
  readonly planned: PlannedNumber;
  readonly account: CarrierAccount;
  readonly table: RoutesTable;
  /** The stored manifest that the route names. */
  readonly manifest: aybiza.RoutesItem;
  /** All manifests of the tenant: they outlive every number, so that a refused destroy leaves each of them. */
  readonly manifests: readonly pulumi.Resource[];
  /** What its carrier says of the number now; undefined for one that is bought. */
  readonly live: NumberSettings | undefined;
  /** The account that a number comes from which is transferred; undefined once it is here. */
  readonly from: string | undefined;
  /** What the number costs each month. */
  readonly monthly: LedgerPrice | undefined;
  /** What kind of number the file asked for; undefined where it doesn't say. */
  readonly kind: LedgerKind | undefined;
}

/**
 * Declares one number with its route. The number depends on its route, its application and its tokens: in a delete it goes first,
 * and when that is refused, everything beneath it stays. So a number bought by search is two resources: the purchase, which
 * the route needs to know the number, and the same number in service, which depends on the route.
 */
export function declareNumber({
  planned,
  account,
  table,
  manifest,
  manifests,
  live,
  from,
  monthly,
  kind,
}: NumberArgs): pulumi.Output<string> {
  const { key, transferFrom } = planned;
  const parent = account.component;
  const ending = endingOf(planned);
  const number = acquire(planned, account, ending, from);

  const route = routesItem(
    key,
    table,
    pulumi.all([number, account.accountSid, manifest.fields]).apply(([n, accountSid, stored]) => {
      // Of the manifest that is stored, not of the one that is planned: an update with `--target` may leave the plan undone.
      const agent = { ...planned.route.agent, version: String((stored as { version?: unknown }).version) };
      return { ...keys.route(n), ...({ ...planned.route, accountSid, agent, number: n } satisfies Route) };
    }),
    {
      ...{ parent, dependsOn: [manifest] },
      ...(transferFrom !== undefined && transferFrom !== RESELLER && { transferFrom }),
      ledger: ledgerOf(planned, monthly, kind),
    },
  );
  // What an adopted number gets back one day is written down before the number is touched, and never overwritten.
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
  return account.inService({ key, number, ending, before, dependsOn: [route, ...manifests] });
}

/** How a number may end: what goes to another tenant is taken by that one's update. */
function endingOf({ release, quarantine, transferTo }: PlannedNumber): Ending {
  return { release, quarantine, transfer: transferTo === undefined ? undefined : wayOut(transferTo) };
}

function wayOut(to: string): NonNullable<Ending["transfer"]> {
  if (to === RESELLER) return "parent";
  return to === THE_TENANT ? "kept" : "taken";
}

/** Declares how the number comes: it is bought, it is moved here, or it is here. */
function acquire(
  { key, buy, number, acquired }: PlannedNumber,
  account: CarrierAccount,
  ending: Ending,
  from: string | undefined,
): pulumi.Output<string> {
  if (buy !== undefined) return account.purchase({ key, buy, ending });
  if (acquired === "transferred") return account.receive({ key, number: number as string, from, ending });
  return pulumi.output(number as string);
}

/** What the number's ledger is to say beside its route. */
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
