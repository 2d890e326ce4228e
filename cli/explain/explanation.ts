import { isDeepStrictEqual } from "node:util";
import type { RegionConfig } from "../../domain/config/region.ts";
import { readStackFile } from "../../domain/config/stacks.ts";
import { entryOf } from "../../domain/config/tenant-members.ts";
import { callerIn } from "../../domain/contract/call.ts";
import { regionFallback } from "../../domain/contract/region-fallback.ts";
import type { Route } from "../../domain/contract/route.ts";
import { type EventName, type Explained, explainCall } from "../../domain/router/explain.ts";
import { languagesOf } from "../../domain/rules/languages.ts";
import { callerFrom } from "../call/caller.ts";
import { usageError } from "../exit.ts";
import { regionsServing } from "../serving-regions.ts";
import { boughtBySearch, calledNumber, type DeclaredNumber } from "./called.ts";
import { type Origin, originsOf, placeOf } from "./origins.ts";

/** The call to explain. */
export interface Asked {
  readonly to: string;
  readonly from: string;
  readonly at?: string;
  readonly event: EventName;
  readonly outage?: boolean;
  readonly tenant?: string;
}

/** The route in the table of the region that serves a number; undefined where none is stored. */
export interface StoredRoute {
  readonly region: RegionConfig;
  readonly route: Route | undefined;
}

/** What `--json` prints. */
export interface Explanation {
  readonly to: string;
  readonly from: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly region: string;
  readonly outage: boolean;
  /** Absent for a number that no file declares. */
  readonly number?: {
    readonly tenant: string;
    readonly stack: string;
    readonly key: string;
    /** File and line of its entry. */
    readonly from: string;
    readonly origins: readonly Origin[];
  };
  /** Entries whose number stands in no file, where none declares the called one. */
  readonly maybe?: readonly string[];
  /** With `--deployed`: the stored route, which the decisions use; null without one. */
  readonly deployed?: {
    readonly tenant: string;
    readonly agent: string;
    /** Parts of the route that the files would change. */
    readonly differs: readonly string[];
  } | null;
  readonly call: Explained;
}

/**
 * Explains a call from the stack files of a folder.
 *
 * @param stored the stored route and its region, in place of the one that the files compile to
 * @throws UserError, StackFileError
 */
export function explanationOf(asked: Asked, stacks: string, stored?: StoredRoute): Explanation {
  const { event, outage = false } = asked;
  const now = timeOf(asked.at);
  const from = callerFrom(asked.from);
  const { number, declared } = calledNumber(stacks, asked.to, asked.tenant);
  const region = stored?.region ?? declared?.file.region ?? regionsServing(stacks, number)[0]!.region;
  const planned = declared && routeOf(declared, number);
  const route = stored === undefined ? planned : stored.route;
  const call = explainCall(event, {
    route: outage ? "unreadable" : (route ?? "unknown"),
    now,
    call: {
      id: "explained",
      carrier: "twilio",
      account: route?.accountSid ?? "",
      called: { kind: "number", text: number },
      caller: callerIn(from),
    },
    region: regionFallback(region.id, region.fallback, languagesOf(region.countries)),
  });
  return {
    to: number,
    from,
    at: now.toISOString(),
    region: region.id,
    outage,
    ...(declared === undefined
      ? { maybe: boughtBySearch(stacks, region.id) }
      : { number: declarationOf(declared, stacks) }),
    ...(stored !== undefined && { deployed: deployedOf(stored.route, planned) }),
    call,
  };
}

/** Parts of a route that are compared. The files don't tell a managed number's account. */
const COMPARED = ["tenant", "connection", "agent", "fallback", "quarantined", "transferTo", "transferFrom"] as const;

/** What `--deployed` tells of the stored route. */
function deployedOf(route: Route | undefined, planned: Route | undefined): Explanation["deployed"] {
  if (route === undefined) return null;
  return {
    tenant: route.tenant,
    agent: route.agent.name,
    differs: COMPARED.filter((part) => planned !== undefined && !isDeepStrictEqual(planned[part], route[part])),
  };
}

/** The compiled route. Only the carrier knows a managed number's account, which no decision depends on. */
const routeOf = ({ planned }: DeclaredNumber, number: string): Route => ({
  ...planned.route,
  number,
  accountSid: planned.account ?? "",
});

function declarationOf(declared: DeclaredNumber, stacks: string): NonNullable<Explanation["number"]> {
  const { stack, file, planned } = declared;
  const region = readStackFile(stacks, file.tenant.region)!;
  return {
    tenant: file.tenant.id,
    stack,
    key: planned.key,
    from: placeOf(file.document, ["aybiza:numbers", entryOf(file.numbers, planned.key)]),
    origins: originsOf(declared, region),
  };
}

/** Parses `--at`. A time without a zone is in UTC, as in logs and call records. */
function timeOf(text: string | undefined): Date {
  if (text === undefined) return new Date();
  const parts = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?)?$/i.exec(text);
  const time = parts === null ? undefined : new Date(`${parts[1]}T${parts[2] ?? "00:00"}${parts[3] ?? "Z"}`);
  // A day that the month doesn't have moves to the next month.
  if (time === undefined || Number.isNaN(time.getTime()) || !sameDay(text, time, parts?.[3]))
    throw usageError("time-malformed", `--at ${text} isn't a time`, "Write a date and a time:  --at 2026-12-01T09:00");
  return time;
}

const sameDay = (text: string, time: Date, zone: string | undefined): boolean =>
  (zone !== undefined && zone.toUpperCase() !== "Z") || time.toISOString().startsWith(text.slice(0, 10));
