import type * as aybiza from "@pulumi/aybiza";
import * as pulumi from "@pulumi/pulumi";
import * as twilio from "@pulumi/twilio";
import { keys, type Route } from "../../lambdas/router/route.ts";
import type { PlannedNumber } from "../rules/plan.ts";
import type { TwilioAccount } from "./connection.ts";
import { type RoutesTable, routesItem } from "./routes-item.ts";

/** Settings that an adopted number had before, as Twilio names them in our package. */
export type NumberSettings = Record<string, string | boolean | undefined>;

/** One planned number, and what it stands on. */
export interface NumberArgs {
  readonly planned: PlannedNumber;
  readonly account: TwilioAccount;
  readonly table: RoutesTable;
  /** The stored manifest that the route names. */
  readonly manifest: aybiza.RoutesItem;
  /** All manifests of the tenant: they outlive every number, so that a refused destroy leaves each of them. */
  readonly manifests: readonly pulumi.Resource[];
  /** What Twilio says of the number now; undefined for one that is bought. */
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
  const own = { parent: account, provider: account.provider, protect: !planned.release };
  // Nothing is bought in an account that isn't known to be this tenant's.
  const purchase =
    planned.buy === undefined ? undefined : declarePurchase(planned, { ...own, dependsOn: account.foundations });
  const number: pulumi.Output<string> =
    purchase === undefined ? pulumi.output(planned.number as string) : purchase.phoneNumber;

  const route = routesItem(
    planned.key,
    table,
    pulumi.all([number, manifest.fields]).apply(([n, stored]) => {
      // Of the manifest that is stored, not of the one that is planned: an update with `--target` may leave the plan undone.
      const agent = { ...planned.route.agent, version: String((stored as { version?: unknown }).version) };
      return { ...keys.route(n), ...({ ...planned.route, agent, number: n } satisfies Route) };
    }),
    { parent: account, dependsOn: [manifest] },
  );
  // What an adopted number gets back one day is written down before the number is touched, and never overwritten.
  const adoption =
    live === undefined
      ? undefined
      : routesItem(
          `${planned.key}-adopted`,
          table,
          { ...keys.adoption(planned.number as string), settings: live },
          { parent: account, writeOnce: true },
        );
  const handBack =
    adoption === undefined
      ? { voiceApplicationSid: "" }
      : pulumi
          .all([adoption.fields, account.applicationSid])
          .apply(([fields, ours]) => withoutOurs((fields as unknown as { settings: NumberSettings }).settings, ours));

  const inService = new twilio.IncomingPhoneNumber(
    planned.key,
    {
      acquire: "adopt",
      phoneNumber: number,
      voiceApplicationSid: account.applicationSid,
      handBack,
      release: planned.release,
    },
    { ...own, dependsOn: [route, ...manifests, ...account.foundations] },
  );
  return inService.phoneNumber;
}

/** A record that was lost and made again finds our own application, which isn't what the number had before. */
function withoutOurs(settings: NumberSettings, applicationSid: string): NumberSettings {
  return settings.voiceApplicationSid === applicationSid ? { ...settings, voiceApplicationSid: "" } : settings;
}

/** Name of the resource that buys an entry's number. It never changes: the purchase is known again by it. */
export const purchaseName = (key: string): string => `${key}-purchase`;

function declarePurchase(planned: PlannedNumber, opts: pulumi.CustomResourceOptions): twilio.IncomingPhoneNumber {
  const { number, country, type, ...criteria } = planned.buy!;
  return new twilio.IncomingPhoneNumber(
    purchaseName(planned.key),
    {
      acquire: "buy",
      ...(number !== undefined
        ? { phoneNumber: number }
        : { search: { country: country!, type: type === "toll-free" ? "tollFree" : (type ?? "local"), ...criteria } }),
      friendlyName: planned.key,
      release: planned.release,
    },
    opts,
  );
}
