import type * as aybiza from "@pulumi/aybiza";
import * as pulumi from "@pulumi/pulumi";
import { keys, type Route } from "../../lambdas/router/route.ts";
import type { PlannedNumber } from "../rules/plan.ts";
import type { CarrierAccount, NumberSettings } from "./carrier.ts";
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
}: NumberArgs): pulumi.Output<string> {
  const { key, buy, release } = planned;
  const parent = account.component;
  const number: pulumi.Output<string> =
    buy === undefined ? pulumi.output(planned.number as string) : account.purchase({ key, buy, release });

  const route = routesItem(
    key,
    table,
    pulumi.all([number, account.accountSid, manifest.fields]).apply(([n, accountSid, stored]) => {
      // Of the manifest that is stored, not of the one that is planned: an update with `--target` may leave the plan undone.
      const agent = { ...planned.route.agent, version: String((stored as { version?: unknown }).version) };
      return { ...keys.route(n), ...({ ...planned.route, accountSid, agent, number: n } satisfies Route) };
    }),
    { parent, dependsOn: [manifest] },
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
  return account.inService({ key, number, release, before, dependsOn: [route, ...manifests] });
}
