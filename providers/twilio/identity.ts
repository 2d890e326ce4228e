import { isDeepStrictEqual } from "node:util";
import { type AutonameRule, isOwnName } from "../kit/autoname.ts";
import { type Bag, type Context, ProviderError } from "../kit/handler.ts";
import type { TwilioClient } from "./client/client.ts";
import { keyOf } from "./settings.ts";
import { hasToken, resourceName } from "./token.ts";

/**
 * How a create recognises an object that an earlier, killed run of it created, and refuses one that others created:
 * - `token`: the friendly name, or the field in `in`, ends with the URN's token. Objects without it are ignored. Preferred wherever Twilio has a
 *   name that nothing depends on.
 * - `unique`: a name that is unique in the account. An existing object of that name is refused, unless the kit generated the name or `isOurs`
 *   says that the program created it.
 * - `pair`: the two objects that it connects. Only one such connection can exist and it can't be changed, so an existing one is taken over,
 *   whoever created it. Two resources of one program can't both have it.
 */
export type Identity =
  | { readonly by: "token"; readonly in?: "description" }
  | {
      readonly by: "unique";
      readonly name: string;
      readonly autoname?: AutonameRule;
      /** Tells whether an existing object must be the program's, although the kit didn't generate its name. */
      readonly isOurs?: (ctx: Context<TwilioClient>, inputs: Bag) => Promise<boolean>;
    }
  | {
      readonly by: "pair";
      readonly of: readonly string[];
      /** Tells whether a record's connection still exists. @default true for every record */
      readonly isActive?: (record: never) => boolean;
    };

/** Any record of Twilio's API. */
export interface SidRecord {
  readonly sid: string;
}

/** Returns the setting that contains the token. */
export const tokenIn = (identity: Identity): "description" | "friendlyName" =>
  (identity.by === "token" && identity.in) || "friendlyName";

/** Tells whether a record has the URN's token. */
export function carriesToken(identity: Identity, record: SidRecord, urn: string): boolean {
  const fields = record as unknown as Readonly<Record<string, string | null | undefined>>;
  return hasToken(fields[keyOf(tokenIn(identity))], urn);
}

/** Finds the resource's object among the records of its collection. `valuesOf` converts a record to values by input name. */
export function findExisting<R extends SidRecord>(
  identity: Identity,
  ctx: Pick<Context<TwilioClient>, "urn">,
  records: readonly R[],
  inputs: Bag,
  fixed: readonly string[],
  valuesOf: (record: R) => Bag,
): R | undefined {
  const same = (record: R, names: readonly string[]) =>
    names.every((name) => isDeepStrictEqual(valuesOf(record)[name] ?? undefined, inputs[name]));
  return records.find((record) => {
    if (identity.by === "unique") return same(record, [identity.name]);
    if (identity.by === "pair") return same(record, identity.of) && (identity.isActive?.(record as never) ?? true);
    // An object with different immutable settings is the one that this create replaces, so don't take it over.
    return carriesToken(identity, record, ctx.urn) && same(record, fixed);
  });
}

/** Throws if the existing object belongs to another program, or to another resource of this one. */
export async function refuseForeign(
  identity: Identity,
  ctx: Context<TwilioClient>,
  q: { readonly noun: string; readonly token: string; readonly id: string; readonly inputs: Bag },
): Promise<void> {
  const { client, urn, existed } = ctx;
  const creator = creators.get(q.id);
  if (identity.by !== "unique") {
    if (creator === undefined || creator === urn) return;
    throw new ProviderError(
      "declared-twice",
      `${q.noun} ${q.id} is already declared by resource ${resourceName(creator)}. Remove one of the two resources`,
    );
  }
  const { name, autoname, isOurs } = identity;
  if (autoname && isOwnName(ctx, q.inputs[name], autoname)) return;
  if (isOurs && (creator === undefined || creator === urn) && (await isOurs(ctx, q.inputs))) return;
  const replacing = existed ? "; if it is this resource's own, replace it with `deleteBeforeReplace: true`" : "";
  throw new ProviderError(
    `${q.noun.replaceAll(" ", "-").toLowerCase()}-name-taken`,
    `account ${client.accountSid} already has a ${q.noun} ${q.inputs[identity.name]}, ${q.id}. Import it (\`pulumi import ${q.token} ${resourceName(urn)} ${q.id}\`) or set another ${identity.name}${replacing}`,
  );
}

/** URN of the resource that created an object in this process, by the object's id. */
const creators = new Map<string, string>();

export const rememberCreator = (id: string, urn: string) => void creators.set(id, urn);
export const forgetCreator = (id: string) => void creators.delete(id);
