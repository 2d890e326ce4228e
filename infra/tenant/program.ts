import * as aybiza from "@pulumi/aybiza";
import * as pulumi from "@pulumi/pulumi";
import { traitsOf } from "../../domain/config/connection-traits.ts";
import type { TenantFile } from "../../domain/config/load.ts";
import { keys } from "../../domain/contract/route.ts";
import { daysLeft, firstToExpire, isNearExpiry } from "../../domain/rules/documents-until.ts";
import { planTenant } from "../../domain/rules/plan.ts";
import { retiredNames } from "../../domain/rules/retired-names.ts";
import { leavingNames } from "../../domain/rules/unfinished-purchases.ts";
import type { OpenConnection } from "./carrier.ts";
import { carrierOf } from "./connection.ts";
import { decryptedCredentials } from "./credentials.ts";
import { liveNumbers } from "./live-numbers.ts";
import { lookAtItems } from "./look.ts";
import { boughtKind, logMonthlyCost, monthlyPrice } from "./monthly-cost.ts";
import { declareNumber } from "./numbers.ts";
import { refuseObstacles } from "./obstacles.ts";
import { pendingPurchases } from "./pending-purchases.ts";
import {
  refuseEarlyEnds,
  refuseLosses,
  refuseOtherDocuments,
  refuseOverrides,
  refuseTooMany,
  refuseUnanswered,
} from "./refusals.ts";
import { deployedRegion, heldStack } from "./region-link.ts";
import { routesItem } from "./routes-item.ts";
import { transferSources } from "./transfers.ts";

/** Declares a tenant stack: connections, agents, and numbers with their routes. */
export async function tenantProgram(file: TenantFile): Promise<Record<string, unknown>> {
  refuseOverrides(file);
  refuseOtherDocuments(file);
  const plan = planTenant(file);
  refuseTooMany(file, plan);
  const [region, held, credentials] = await Promise.all([
    deployedRegion(file.region),
    heldStack(),
    decryptedCredentials(file),
  ]);
  refuseLosses(file, plan, held);

  // Created before the first await, so that both providers' processes start in parallel.
  const table = { name: region.routesTable, tenant: file.tenant.id, provider: awsProvider(region.awsRegion) };
  lookAtItems(file, plan, held, table);
  // Everything is checked before anything is declared, so that a refused file creates nothing.
  const carriers = new Map(
    Object.entries(file.connections).map(([name, connection]) => [
      name,
      carrierOf(connection, { file, name, region, table, held, credentials }),
    ]),
  );
  const [, live, from] = await firstRefusal([
    refuseUnanswered(file, carriers),
    liveNumbers(file, plan, carriers, held),
    transferSources(file, plan, table, held, carriers),
  ]);
  refuseEarlyEnds(file, plan, held, live);
  const isBought = (key: string) => key in held.numbers || live.bought.has(key);
  const pending = await pendingPurchases(file, plan, carriers, held, isBought);
  const ready = { ...plan, numbers: plan.numbers.filter(({ key }) => !pending.has(key)) };
  await refuseObstacles(file, ready, carriers, isBought);
  const bill = logMonthlyCost(file, ready, held.bill);
  warnOfEmergencies(live.emergency);
  warnOfExpiry(file, new Date());
  const open = new Map<string, OpenConnection>();
  for (const [name, carrier] of carriers) open.set(name, await carrier.open());

  const manifests = new Map(
    plan.agents.map(({ name, version, manifest }) => [
      name,
      // A version is never changed or deleted: calls in progress and cached routes still use it.
      routesItem(
        `agent-${name}`,
        table,
        { ...keys.manifest(file.tenant.id, name, version), version, manifest },
        { retainOnDelete: true },
      ),
    ]),
  );
  const numbers = Object.fromEntries(
    ready.numbers.map((planned) => {
      const connection = open.get(planned.connection)!;
      const number = declareNumber({
        planned,
        connection,
        table,
        manifest: manifests.get(planned.route.agent.name)!,
        manifests: [...manifests.values()],
        live: planned.acquired === "adopted" ? live.settings.get(`${planned.connection} ${planned.number}`) : undefined,
        from: planned.number && from.get(planned.number),
        monthly: monthlyPrice(file, planned),
        kind: boughtKind(file, planned),
      });
      return [
        planned.key,
        {
          number,
          connection: planned.connection,
          accountSid: connection.account,
          managed: traitsOf(file.connections[planned.connection]!.type).ownsAccount,
          bought: planned.acquired !== "adopted",
          release: planned.ending.release,
          ...(planned.transferTo !== undefined && { transfer: planned.transferTo }),
          ...(planned.entry !== undefined && { entry: planned.entry }),
          ...(planned.emergencyAddress !== undefined && {
            emergency: {
              address: planned.emergencyAddress,
              // The last known state: emergency services take minutes to register an address, and no update waits for them.
              status: live.emergency.get(held.numbers[planned.key]?.number ?? "") ?? "pending-registration",
            },
          }),
        },
      ];
    }),
  );
  const connections = Object.fromEntries(
    [...open].map(([name, { account }]) => {
      const connection = file.connections[name]!;
      const close = "close" in connection && connection.close === true;
      return [name, { type: connection.type, accountSid: account, ...(close && { close }) }];
    }),
  );
  const bundles = Object.assign({}, ...[...open.values()].map((one) => one.bundles));
  const declared = new Set(plan.numbers.map(({ key }) => key));
  const retired = retiredNames(held, declared);
  const leaving = leavingNames(held, declared, live.bought);
  return {
    ...{ tenant: file.tenant, connections, numbers },
    ...(pending.size > 0 && { pending: Object.fromEntries(pending) }),
    ...(Object.keys(bundles).length > 0 && { bundles }),
    ...(retired.length > 0 && { retired }),
    ...(leaving.length > 0 && { leaving }),
    ...(bill && { bill }),
  };
}

/** Warns of emergency addresses that emergency services don't have. */
function warnOfEmergencies(states: ReadonlyMap<string, string>): void {
  for (const [number, state] of states)
    if (state.endsWith("failure"))
      void pulumi.log.warn(
        `the emergency address of ${number} isn't registered (${state}): emergency services can't find a caller by it. Correct the address in the file, or ask Twilio's support why it was refused`,
      );
}

/** Warns of bundles whose first document has expired or is near expiry. */
function warnOfExpiry({ documents }: TenantFile, now: Date): void {
  for (const bundle of Object.keys(documents.bundles)) {
    const first = firstToExpire(documents, bundle);
    if (first === undefined || !isNearExpiry(first.until, now)) continue;
    const days = daysLeft(first.until, now);
    void pulumi.log.warn(
      `\`${first.name}\` of bundle \`${bundle}\` ${days < 0 ? `expired on ${first.until}` : `expires on ${first.until}, in ${days} days`}. Declare another bundle with new documents, and name it in \`buy\` once it is approved (docs/documents.md)`,
    );
  }
}

/** Waits for all promises. If several fail, throws the error of the first in the list, which caused the others. */
async function firstRefusal<const T extends readonly Promise<unknown>[]>(all: T) {
  await Promise.allSettled(all);
  for (const one of all) await one;
  return Promise.all(all);
}

/** Provider for the AWS account of the stack's `aws:` configuration. Declared without @pulumi/aws, whose loading takes long. */
function awsProvider(region: string): aybiza.Provider {
  const profile = new pulumi.Config("aws").get("profile");
  return new aybiza.Provider("region", { region, ...(profile !== undefined && { profile }) });
}
