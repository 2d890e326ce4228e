import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Stage } from "./stage.ts";

/** Stands between what a line is about and how that is. */
export const DETAILS = " :: ";

/**
 * What the clouds hold and what a stack remembers, in words that are the same in every run: without SIDs, dates and what is random.
 * Two worlds with the same picture are the same to everybody.
 */
export interface Picture {
  readonly numbers: readonly string[];
  readonly accounts: readonly string[];
  /** All else at Twilio: applications and keys. */
  readonly things: readonly string[];
  readonly items: readonly string[];
  /** Resources of the stack, and what an update left open. */
  readonly remembered: readonly string[];
}

/** The world as it is now. */
export async function pictureOf(stage: Stage, stack: string): Promise<Picture> {
  const { store } = stage.world.twilio;
  const account = (sid: string) => store.accounts.get(sid)?.friendly_name ?? sid;
  const application = (sid: unknown) =>
    sid ? (store.applications.get(String(sid))?.friendly_name ?? `unknown ${sid}`) : "no application";
  const line = (identity: readonly unknown[], ...details: unknown[]) =>
    [identity.join(" | "), details.map((d) => d ?? "").join(" | ")].join(DETAILS);
  return {
    numbers: [...store.numbers.values()]
      .map((n) =>
        line(
          [n.phone_number],
          account(n.account_sid),
          n.friendly_name,
          application(n.voice_application_sid),
          n.voice_url,
        ),
      )
      .sort(),
    accounts: [...store.accounts.values()].map((a) => line(["account", a.friendly_name], a.status)).sort(),
    things: [
      ...[...store.accounts.values()].flatMap((a) =>
        [...a.api_keys.keys()].map(() => line(["key of", a.friendly_name])),
      ),
      ...[...store.applications.values()].map((a) =>
        line(
          ["application", account(a.account_sid), a.friendly_name],
          a.voice_url,
          a.voice_fallback_url,
          a.status_callback,
        ),
      ),
    ].sort(),
    items: (await stage.items())
      .map((item) => unmarshall(item))
      .map(({ pk, sk, sealed: _, owner: __, ...fields }) => line([pk, sk], text(fields, application)))
      .sort(),
    remembered: rememberedOf(stage, stack),
  };
}

/** Fields of an item; SIDs and moments differ from run to run, all else must be the same. */
function text(fields: Record<string, unknown>, application: (sid: unknown) => unknown): string {
  const json = JSON.stringify(fields, (_key, value: unknown) =>
    typeof value === "string" && /^AP[0-9a-f]{32}$/.test(value) ? application(value) : sorted(value),
  );
  return json.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME");
}

const sorted = (value: unknown): unknown =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

interface Remembered {
  readonly urn: string;
  readonly delete?: boolean;
  readonly outputs?: { readonly phoneNumber?: string };
}

/**
 * What the stack's memory names. An operation that an interrupted run left open is told where its resource isn't known; where an `up` has made
 * it meanwhile, the engine only keeps its note of it (and a warning) until `pulumi refresh --clear-pending-creates`.
 */
function rememberedOf(stage: Stage, stack: string): string[] {
  const { latest } = JSON.parse(stage.checkpoint(stack)).checkpoint as {
    latest?: { resources?: Remembered[]; pending_operations?: { type: string; resource: Remembered }[] };
  };
  const resources = latest?.resources ?? [];
  const known = new Set(resources.map(({ urn }) => urn));
  const name = (urn: string) => urn.split("::").slice(2).join("::");
  const open = (latest?.pending_operations ?? []).filter(({ resource }) => !known.has(resource.urn));
  return [
    ...resources.map(({ urn, delete: deleting, outputs }) =>
      [`${deleting ? "to be deleted: " : ""}${name(urn)}`, outputs?.phoneNumber ?? ""].join(DETAILS),
    ),
    ...open.map(({ type, resource }) => `left open: ${type} ${name(resource.urn)}`),
  ].sort();
}
