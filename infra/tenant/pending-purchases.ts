import * as pulumi from "@pulumi/pulumi";
import type { TenantFile } from "../../domain/config/load.ts";
import { type BundleReview, waitingFor } from "../../domain/rules/bundle-status.ts";
import type { PlannedNumber, TenantPlan } from "../../domain/rules/plan.ts";
import type { Carrier } from "./carrier.ts";
import type { HeldStack } from "./region-link.ts";

/** A purchase that waits for the review of its bundle: an entry of the stack output `pending`. */
export interface PendingPurchase {
  /** The bundle, as the file names it. */
  readonly bundle: string;
  /** Its status. */
  readonly status: string;
  /** Why the number isn't bought yet, and what to do. */
  readonly why: string;
  readonly fix: string;
}

/**
 * Finds the purchases that wait for an approved bundle, so that this update leaves them out and completes. A number that is bought already never
 * waits: it stays in service whatever happens to its bundle.
 *
 * @param isBought whether an entry's number is already bought
 */
export async function pendingPurchases(
  file: TenantFile,
  plan: TenantPlan,
  carriers: ReadonlyMap<string, Carrier>,
  held: HeldStack,
  isBought: (key: string) => boolean,
): Promise<ReadonlyMap<string, PendingPurchase>> {
  const wanted = plan.numbers.flatMap((n) => {
    const bundle = n.acquired === "bought" && !isBought(n.key) ? n.buy?.bundle : undefined;
    return bundle === undefined ? [] : [{ ...n, bundle }];
  });
  const reviews = new Map<string, Promise<BundleReview>>();
  const review = ({ connection, bundle }: Pick<PlannedNumber, "connection"> & { bundle: string }) => {
    const key = `${connection} ${bundle}`;
    const sid =
      file.documents.bundles[bundle]?.sid ?? held.bundles[bundle] ?? (bundle.startsWith("BU") ? bundle : undefined);
    const known = reviews.get(key) ?? reviewed(carriers.get(connection), sid);
    reviews.set(key, known);
    return known;
  };
  const found = await Promise.all(
    wanted.map(async (number) => {
      const { status, missing } = await review(number);
      const waiting = waitingFor({ status, missing });
      if (waiting === undefined) return undefined;
      const { says, fix } = waiting;
      const why = `bundle \`${number.bundle}\` isn't approved (${status}): ${says}`;
      return [number.key, { bundle: number.bundle, status, why, fix }] as const;
    }),
  );
  const pending = new Map(found.filter((one) => one !== undefined));
  for (const [key, { why, fix }] of pending)
    void pulumi.log.warn(`\`${key}\` isn't bought yet: ${why}. Everything else is deployed. To buy it, ${fix}`);
  return pending;
}

/** Reads a bundle's review; one without a SID is made by this update. */
const reviewed = async (carrier: Carrier | undefined, sid: string | undefined): Promise<BundleReview> =>
  sid === undefined
    ? { status: "declared", missing: [] }
    : ((await carrier?.inventory?.bundle(sid)) ?? { status: "missing", missing: [] });
