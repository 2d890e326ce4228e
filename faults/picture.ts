import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Stage } from "./stage.ts";

/** Separates the identity of an object from its details, in a line of a picture. */
export const DETAILS = " :: ";

/**
 * The objects in both clouds and in a stack's state, as lines of text without SIDs, dates or random values, so that they are equal in every run.
 * Callers and operators can't tell two worlds with the same picture apart.
 */
export interface Picture {
  readonly numbers: readonly string[];
  readonly accounts: readonly string[];
  /** Applications and API keys at Twilio. */
  readonly things: readonly string[];
  readonly items: readonly string[];
  /** Resources in the stack's state, and its pending operations. */
  readonly remembered: readonly string[];
}

/** Returns the current picture of a stage's world. */
export async function pictureOf(stage: Stage, stack: string): Promise<Picture> {
  const { store } = stage.world.twilio;
  const account = (sid: string) => store.accounts.get(sid)?.friendly_name ?? sid;
  /** Replaces a SID by the name of its account or application, and any other SID by its prefix (`PN`). */
  const name = (sid: string): string => {
    if (sid.startsWith("AC")) return account(sid);
    return sid.startsWith("AP")
      ? ((store.applications.get(sid)?.friendly_name as string | undefined) ?? "no such application")
      : sid.slice(0, 2);
  };
  const line = (identity: readonly unknown[], ...details: unknown[]) =>
    [identity, details]
      .map((words) => words.map((word) => word ?? "").join(" | "))
      .join(DETAILS)
      .replace(/\b[A-Z]{2}[0-9a-f]{32}\b/g, name);
  return {
    numbers: [...store.numbers.values()]
      .map((n) =>
        line([n.phone_number], n.account_sid, timeless(n.friendly_name), n.voice_application_sid, n.voice_url),
      )
      .sort(),
    accounts: [...store.accounts.values()].map((a) => line(["account", a.friendly_name], a.status)).sort(),
    things: [
      ...[...store.accounts.values()].flatMap((a) => [...a.api_keys.keys()].map(() => line(["key of", a.sid]))),
      ...[...store.applications.values()].map((a) =>
        line(["application", a.account_sid, a.friendly_name], a.voice_url, a.voice_fallback_url, a.status_callback),
      ),
    ].sort(),
    items: (await stage.items())
      .map((item) => unmarshall(item))
      .map(({ pk, sk, ...fields }) =>
        line([pk, String(sk).replace(/^(token|key)#.*/, "$1")], textOf(String(pk), fields)),
      )
      .sort(),
    remembered: rememberedOf(stage, stack).map((text) => line([text])),
  };
}

/** Removes the start time of a quarantine from a friendly name: it differs from run to run. */
const timeless = (name: string) => name.replace(/ q(\d+)-\d{12}/, " q$1");

/** Returns an item's fields as text, without random values and timestamps; of a ledger entry only event, tenant and state. */
function textOf(pk: string, { sealed: _, owner: __, ...fields }: Record<string, unknown>): string {
  const { event, tenant, state } = fields;
  const told = pk.startsWith("ledger#") ? { event, tenant, state } : fields;
  return JSON.stringify(told, (_key, value: unknown) => sorted(value)).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME");
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
 * Lists the resources and pending operations in a stack's state. A pending operation is listed only if its resource isn't in the state: if an `up`
 * has created the resource meanwhile, the engine keeps the pending operation, with a warning, until `pulumi refresh --clear-pending-creates`.
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
