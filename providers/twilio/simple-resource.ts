import type { z } from "zod";
import { type Example, type ResourceSpec, withReplacements } from "../kit/define.ts";
import { changesBetween, isReplace } from "../kit/diff.ts";
import { type Bag, type Context, type DiffKind, PartialFailure, ProviderError, UNKNOWN } from "../kit/handler.ts";
import { shownInputs } from "../kit/inputs.ts";
import { flagsOf } from "../kit/shape.ts";
import type { TwilioClient } from "./client/client.ts";
import type { Collection } from "./client/collection.ts";
import type { Form } from "./client/records.ts";
import { isHeldBySuccessor } from "./held-by-successor.ts";
import { createIdempotently } from "./idempotent-create.ts";
import {
  carriesToken,
  findExisting,
  forgetCreator,
  type Identity,
  refuseForeign,
  rememberCreator,
  type SidRecord,
  tokenIn,
} from "./identity.ts";
import { matchOrder } from "./list-order.ts";
import { refuseOtherAccount } from "./other-account.ts";
import { fieldOf, keyOf } from "./settings.ts";
import { resourceName, withoutToken, withToken } from "./token.ts";
import { unclearedText, unclearedUrls } from "./uncleared-urls.ts";

/**
 * Describes a resource that has a SID in one of Twilio's collections and whose settings are form fields, as most resources do. This file has the
 * lifecycle that all these resources share.
 *
 * Inputs and outputs have the names of Twilio's fields in camelCase: `voiceUrl` is sent as `VoiceUrl` and read from `voice_url`. An input with
 * the flag `replaceOnChange` is never sent in an update. The resource's id is its SID, after its parents' SIDs: `TK.../OU...`.
 */
export interface SimpleResource<R extends SidRecord> {
  readonly token: string;
  readonly description: string;
  readonly examples: readonly Example[];
  /** Name in messages, such as `origination URL`. */
  readonly noun: string;
  /** The product's API, such as `["trunking", "v1"]`. @default the 2010 API */
  readonly product?: readonly [name: string, version: string];
  /** Path of the collection: `Trunks`, or with the input of each parent in braces, `Trunks/{trunkSid}/OriginationUrls`. */
  readonly path: string;
  /** Key of the items in a page of the list, such as `origination_urls`. */
  readonly key: string;
  readonly identity: Identity;
  readonly inputs: z.ZodObject;
  /** Outputs that aren't inputs; at least `sid` and `accountSid`. */
  readonly outputs: z.ZodObject;
  /** Twilio's defaults that aren't empty. A removed input returns to its default. */
  readonly defaults?: Bag;
  /** Deprecated form fields, by setting: an update that clears the setting sends both fields. */
  readonly olderNames?: Readonly<Record<string, string>>;
  /** Settings that Twilio never returns. An import assumes the program's value. */
  readonly writeOnly?: readonly string[];
  /** True if Twilio can't update the resource: every input then has the flag `replaceOnChange`. */
  readonly immutable?: true;
  readonly deleteBeforeReplace?: boolean;
  readonly rules?: ResourceSpec<TwilioClient>["rules"];
  /** Returns form fields that don't correspond to exactly one input. They override the fields made from inputs. */
  form?(inputs: Bag, verb: "create" | "update"): Form;
  /** Returns inputs and outputs that don't correspond to exactly one field of the record. They override the values made from fields. */
  values?(record: R): Bag;
  /** Adds to a record the data that only another endpoint returns. */
  withDetails?(record: R, ctx: Ctx): Promise<R>;
  /** Throws a ProviderError if the resource can't be created at present. */
  checkCreate?(ctx: Ctx, inputs: Bag): Promise<void>;
  /** Throws a ProviderError if the resource can't be deleted at present. */
  checkDelete?(record: R, ctx: Ctx): void | Promise<void>;
  /** Returns a clearer error for one of Twilio's errors; undefined to keep Twilio's. */
  explain?(error: unknown, q: { readonly ctx: Ctx; readonly id?: string; readonly inputs: Bag }): Error | undefined;
}

type Ctx = Context<TwilioClient>;

/** Makes the resource's definition from its description. */
export function simpleResource<R extends SidRecord>(shape: SimpleResource<R>): ResourceSpec<TwilioClient> {
  const { identity, noun, token } = shape;
  const named = identity.by === "token";
  const nameField = tokenIn(identity);
  /** True if a create, including that of a replacement, takes over an existing object unchanged. */
  const adoptsExisting = identity.by === "unique" ? identity.isOurs !== undefined : named || shape.immutable === true;
  const parents = [...shape.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  const names = Object.keys(shape.inputs.shape);
  const settings = names.filter((name) => !parents.includes(name));
  const flagged = (types: z.ZodObject, flag: string) =>
    Object.entries(types.shape).flatMap(([name, type]) => (flagsOf(type as z.ZodType)[flag] === true ? [name] : []));
  const stables = flagged(shape.outputs, "stable");
  /** Settings that no documented request clears: they are never sent empty. */
  const sids = flagged(shape.inputs, "sid").filter((name) => !parents.includes(name));
  /** Settings whose change replaces the resource. */
  const fixed = flagged(shape.inputs, "replaceOnChange").filter((name) => !parents.includes(name));

  const collection = ({ client, signal }: Ctx, given: Bag): Collection<R> => {
    const path = shape.path.replace(/\{(\w+)\}/g, (_, name: string) => given[name]);
    const q = { path, key: shape.key, noun, signal };
    return shape.product ? client.product(...shape.product).collection<R>(q) : client.collection<R>(q);
  };
  const idOf = (sid: string, given: Bag) => [...parents.map((name) => given[name]), sid].join("/");
  /** Splits an id into the object's SID and the parents' SIDs, by input name. */
  const partsOf = (id: string): Bag & { sid: string } => {
    const parts = id.split("/");
    if (parts.length !== parents.length + 1) {
      const form = [...parents, "sid"].map((name) => `<${name}>`).join("/");
      throw new ProviderError("bad-id", `${id} is not the id of a ${noun}. Use the form ${form}`);
    }
    return { sid: parts.at(-1) as string, ...Object.fromEntries(parents.map((name, i) => [name, parts[i]])) };
  };

  const defaultsFor = (urn: string): Bag => ({ ...shape.defaults, ...(named && { [nameField]: resourceName(urn) }) });
  /** Returns a form with all settings. A removed or empty setting gets its default. */
  const complete = (ctx: Ctx, inputs: Bag): Bag => {
    const given = Object.entries(inputs).filter(([, value]) => value !== "" && value !== undefined);
    return { ...defaultsFor(ctx.urn), ...Object.fromEntries(given) };
  };
  const formOf = (ctx: Ctx, inputs: Bag, verb: "create" | "update"): Form => {
    const [only, cleared] = verb === "create" ? [settings, undefined] : [changeable, ""];
    const all = complete(ctx, inputs);
    const form = Object.fromEntries(
      only.map((name) => [fieldOf(name), all[name] ?? (sids.includes(name) ? undefined : cleared)]),
    );
    const name = named && { [fieldOf(nameField)]: withToken(all[nameField], ctx.urn) };
    return { ...form, ...name, ...shape.form?.(all, verb) };
  };
  const changeable = settings.filter((name) => !fixed.includes(name));
  const update = async (ctx: Ctx, id: string, inputs: Bag): Promise<R> => {
    const { sid, ...parentSids } = partsOf(id);
    const form = formOf(ctx, inputs, "update");
    const older = Object.entries(shape.olderNames ?? {}).filter(([name]) => form[fieldOf(name)] === "");
    const emptied = Object.fromEntries(older.map(([, field]) => [field, ""]));
    const record = await collection(ctx, parentSids).update(sid, { ...form, ...emptied });
    const kept = unclearedUrls(changeable, complete(ctx, inputs), record);
    if (kept.length === 0) return record;
    const held = Object.fromEntries(kept.map((name) => [name, valuesOf(record)[name]]));
    throw new PartialFailure(id, stateOf(ctx, record, { ...inputs, ...held }), [unclearedText(`${noun} ${id}`, kept)]);
  };

  const valuesOf = (record: R): Bag => {
    const fields = record as unknown as Readonly<Record<string, unknown>>;
    const all = [...settings, ...Object.keys(shape.outputs.shape)];
    return { ...Object.fromEntries(all.map((name) => [name, fields[keyOf(name)]])), ...shape.values?.(record) };
  };
  const stateOf = (ctx: Ctx, record: R, inputs: Bag): Bag => {
    if (!record.sid)
      throw new ProviderError("bad-answer", `Twilio's answer has no SID of the ${noun}. Run \`pulumi up\` again`);
    const values = valuesOf(record);
    const outputs = Object.keys(shape.outputs.shape).map((name) => [name, values[name] ?? undefined]);
    return { accountSid: ctx.client.accountSid, ...inputs, ...withoutUndefined(Object.fromEntries(outputs)) };
  };
  /** Converts a record to values by input name. A setting that Twilio never returns has the program's value. */
  const liveOf = (ctx: Ctx, record: R, inputs: Bag, parentSids: Bag): { live: Bag; defaults: Bag } => {
    const values = valuesOf(record);
    const live: Bag = { ...parentSids };
    const defaults = defaultsFor(ctx.urn);
    for (const name of settings) {
      const shown = name in values && values[name] === undefined ? inputs[name] : values[name];
      // The order of these lists has no meaning.
      const value = Array.isArray(shown) ? matchOrder(shown, inputs[name]) : shown;
      live[name] = value === "" || value === null ? (defaults[name] ?? (inputs[name] === "" ? "" : undefined)) : value;
    }
    if (named) live[nameField] = withoutToken(String(live[nameField] ?? ""), ctx.urn);
    return { live, defaults };
  };
  /** Returns settings that differ at Twilio from the program, if this run listed the object, so that an update without `--refresh` repairs them. */
  const drifted = (ctx: Ctx, id: string, newInputs: Bag): Record<string, DiffKind> => {
    const { sid, ...parentSids } = partsOf(id);
    const record = ctx.client.snapshotOf<R>(sid);
    if (record === undefined) return {};
    const wanted = complete(ctx, newInputs);
    const { live } = liveOf(ctx, record, wanted, parentSids);
    const sent = settings.filter((name) => !fixed.includes(name) && !(sids.includes(name) && !wanted[name]));
    const other = sent.filter((name) => wanted[name] !== UNKNOWN && (wanted[name] ?? "") !== (live[name] ?? ""));
    return Object.fromEntries(other.map((name) => [name, "update" as const]));
  };
  /** Runs a request, and replaces its error with the one from the resource's `explain`. */
  const explained = async <T>(q: { ctx: Ctx; id?: string; inputs: Bag }, request: () => Promise<T>): Promise<T> => {
    try {
      return await request();
    } catch (error) {
      throw shape.explain?.(error, q) ?? error;
    }
  };

  return {
    token,
    description: shape.description,
    examples: shape.examples,
    inputs: shape.inputs,
    outputs: shape.outputs,
    ...(shape.deleteBeforeReplace && { deleteBeforeReplace: true }),
    ...(shape.rules && { rules: shape.rules }),

    diff(ctx, { id, oldInputs, newInputs, oldState }) {
      refuseOtherAccount(ctx.client, oldState);
      const emptied = sids.find((name) => !fixed.includes(name) && oldInputs[name] && !newInputs[name]);
      if (emptied !== undefined) throw notCleared(`${noun} ${id}`, emptied);
      const changes = withReplacements(shape.inputs, {
        ...drifted(ctx, id, newInputs),
        ...changesBetween(complete(ctx, oldInputs), complete(ctx, newInputs)),
      });
      for (const name of shape.writeOnly ?? []) if (changes[name]?.startsWith("add")) delete changes[name];
      const replaces = Object.values(changes).some(isReplace);
      return { changes, stables: replaces ? [] : stables, deleteBeforeReplace: shape.deleteBeforeReplace === true };
    },

    async create(ctx, { inputs }) {
      if (ctx.preview) {
        const unknown = Object.keys(shape.outputs.shape).map((name) => [name, UNKNOWN]);
        return { state: { ...Object.fromEntries(unknown), ...inputs, accountSid: ctx.client.accountSid } };
      }
      const all = complete(ctx, inputs);
      const things = collection(ctx, inputs);
      const find = async () => {
        const records = await things.list();
        const { withDetails } = shape;
        const ours = withDetails ? records.filter((record) => carriesToken(identity, record, ctx.urn)) : records;
        const known = withDetails ? await Promise.all(ours.map((record) => withDetails(record, ctx))) : ours;
        return findExisting(identity, ctx, known, all, fixed, valuesOf);
      };
      const record = await explained({ ctx, inputs }, async () => {
        const earlier = await find();
        if (!earlier) {
          await shape.checkCreate?.(ctx, inputs);
          return await createIdempotently({
            find,
            create: () => things.create(formOf(ctx, inputs, "create")),
            signal: ctx.signal,
          });
        }
        await refuseForeign(identity, ctx, { noun, token, id: idOf(earlier.sid, inputs), inputs: all });
        return shape.immutable ? earlier : await update(ctx, idOf(earlier.sid, inputs), inputs);
      });
      const id = idOf(record.sid, inputs);
      rememberCreator(id, ctx.urn);
      return { id, state: stateOf(ctx, record, inputs) };
    },

    async read(ctx, { id, inputs, state }) {
      refuseOtherAccount(ctx.client, state);
      const { sid, ...parentSids } = partsOf(id);
      const found = await collection(ctx, parentSids).fetch(sid);
      if (!found) return undefined;
      const record = (await shape.withDetails?.(found, ctx)) ?? found;
      const { live, defaults } = liveOf(ctx, record, inputs, parentSids);
      const shown = shownInputs({ live, inputs, defaults });
      return { id, inputs: shown, state: stateOf(ctx, record, shown) };
    },

    ...(!shape.immutable && {
      async update(ctx: Ctx, { id, newInputs, oldState }: { id: string; newInputs: Bag; oldState: Bag }) {
        refuseOtherAccount(ctx.client, oldState);
        if (ctx.preview) {
          const kept = Object.keys(shape.outputs.shape).map((name) => [name, oldState[name]]);
          return { state: withoutUndefined({ ...Object.fromEntries(kept), ...newInputs }) };
        }
        ctx.client.forget(partsOf(id).sid);
        const record = await explained({ ctx, id, inputs: newInputs }, () => update(ctx, id, newInputs));
        return { state: stateOf(ctx, record, newInputs) };
      },
    }),

    async delete(ctx, { id, inputs, state }) {
      refuseOtherAccount(ctx.client, state);
      const { sid, ...parentSids } = partsOf(id);
      const things = collection(ctx, parentSids);
      const same = adoptsExisting ? isHeldBySuccessor(ctx, id) : ctx.declared && ctx.created === id;
      if (same || (ctx.declared && named && fixed.length === 0 && (await isOurs(identity, ctx, things, sid)))) {
        ctx.log("warning", `${noun} ${id} is unchanged: the replacing resource has the same object`);
        return;
      }
      if (shape.checkDelete) {
        const record = await things.fetch(sid);
        if (!record) return;
        await shape.checkDelete(record, ctx);
      }
      await explained({ ctx, id, inputs }, () => things.delete(sid));
      forgetCreator(id);
    },
  };
}

/** Tells whether this is the only object with the URN's token. If so, the run that replaced the resource was killed before this delete. */
async function isOurs<R extends SidRecord>(
  identity: Identity,
  ctx: Ctx,
  things: Collection<R>,
  sid: string,
): Promise<boolean> {
  if (ctx.created !== undefined) return false;
  const bearers = (await things.list()).filter((one) => carriesToken(identity, one, ctx.urn));
  return bearers.length === 1 && bearers[0]?.sid === sid;
}

const notCleared = (what: string, name: string) =>
  new ProviderError(
    "sid-not-clearable",
    `\`${name}\` of ${what} can't be cleared: Twilio documents no request for it. Set another SID, or the current one again. To do without it, remove the resource, run \`pulumi up\`, then declare it again`,
  );

const withoutUndefined = (bag: Bag): Bag =>
  Object.fromEntries(Object.entries(bag).filter(([, value]) => value !== undefined));
