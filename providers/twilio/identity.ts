import { isDeepStrictEqual } from "node:util";
import { type AutonameRule, isOwnName } from "../kit/autoname.ts";
import { type Bag, type Context, ProviderError } from "../kit/handler.ts";
import type { TwilioClient } from "./client/client.ts";
import { keyOf } from "./settings.ts";
import { hasToken, resourceName } from "./token.ts";

/**
 * How a create knows what an earlier run of it made, which was killed before the answer was written down; and how it knows what isn't its own:
 * - `token`: the friendly name, or the field that `in` names, ends with a token of the URN. Whatever else is there stays untouched. The first choice, wherever Twilio
 *   keeps a name that nothing depends on.
 * - `unique`: a name of which the account has one alone. One that is there is somebody's, and is refused, unless the kit made the name.
 *   Or unless it stands where nothing but this program's may be (`own`).
 * - `pair`: nothing but what it connects, of which there can be one alone, and nothing that can be changed: what is there is what the
 *   program asks for, whoever made it, and is taken over. Two resources of one program can't both have it.
 */
export type Identity =
  | { readonly by: "token"; readonly in?: "description" }
  | {
      readonly by: "unique";
      readonly name: string;
      readonly autoname?: AutonameRule;
      /** Whether what is there must be the program's, though the kit didn't make its name. */
      readonly own?: (ctx: Context<TwilioClient>, inputs: Bag) => Promise<boolean>;
    }
  | {
      readonly by: "pair";
      readonly of: readonly string[];
      /** Whether a record still connects them. All do by default. */
      readonly stands?: (record: never) => boolean;
    };

/** What all of Twilio's records have. */
export interface SidRecord {
  readonly sid: string;
}

/** The setting whose text carries the token. */
export const tokenIn = (identity: Identity): "description" | "friendlyName" =>
  (identity.by === "token" && identity.in) || "friendlyName";

/** Whether a record carries the URN's token. */
export function carriesToken(identity: Identity, record: SidRecord, urn: string): boolean {
  const fields = record as unknown as Readonly<Record<string, string | null | undefined>>;
  return hasToken(fields[keyOf(tokenIn(identity))], urn);
}

/** What carries the resource's identity among the records of its collection. `valuesOf` reads a record by the inputs' names. */
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
    if (identity.by === "pair") return same(record, identity.of) && (identity.stands?.(record as never) ?? true);
    // One whose fixed settings are others is the one that is to be replaced.
    return carriesToken(identity, record, ctx.urn) && same(record, fixed);
  });
}

/** Throws where what is there is somebody's, or another resource's of this program. */
export async function refuseForeign(
  identity: Identity,
  ctx: Context<TwilioClient>,
  q: { readonly noun: string; readonly token: string; readonly id: string; readonly inputs: Bag },
): Promise<void> {
  const { client, urn, existed } = ctx;
  const maker = makers.get(q.id);
  if (identity.by !== "unique") {
    if (maker === undefined || maker === urn) return;
    throw new ProviderError(
      "declared-twice",
      `${q.noun} ${q.id} is already declared by resource ${resourceName(maker)}. Remove one of the two resources.`,
    );
  }
  const { name, autoname, own } = identity;
  if (autoname && isOwnName(ctx, q.inputs[name], autoname)) return;
  if (own && (maker === undefined || maker === urn) && (await own(ctx, q.inputs))) return;
  const replacing = existed ? ", or replace it with `deleteBeforeReplace: true` if it is this resource's own" : "";
  throw new ProviderError(
    `${q.noun.replaceAll(" ", "-").toLowerCase()}-name-taken`,
    `account ${client.accountSid} has a ${q.noun} ${q.inputs[identity.name]} already, ${q.id}: import it (\`pulumi import ${q.token} ${resourceName(urn)} ${q.id}\`) or give another ${identity.name}${replacing}`,
  );
}

/** Which resource made what, in this process: by the thing's id, the URN. */
const makers = new Map<string, string>();

export const rememberCreator = (id: string, urn: string) => void makers.set(id, urn);
export const forgetCreator = (id: string) => void makers.delete(id);
