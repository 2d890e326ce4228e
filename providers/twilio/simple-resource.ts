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
 * A resource that is a thing with a SID in a collection of Twilio's, whose settings are form fields: most are. It says what is its own (inputs,
 * outputs, defaults, how a create is made safe); how it lives is the same for all, and stands here once.
 *
 * Inputs and outputs are named as Twilio's fields are, in camelCase: `voiceUrl` is sent as `VoiceUrl` and read from `voice_url`. An input that is
 * flagged `replaceOnChange` is never sent in an update. Its id is its SID, after those of its parents: `TK.../OU...`.
 */
export interface SimpleResource<R extends SidRecord> {
  readonly token: string;
  readonly description: string;
  readonly examples: readonly Example[];
  /** Stands in messages: `origination URL`. */
  readonly noun: string;
  /** The product whose API it belongs to: `["trunking", "v1"]`. By default the 2010 API. */
  readonly product?: readonly [name: string, version: string];
  /** `Trunks`; with parents in braces, by the inputs that name them: `Trunks/{trunkSid}/OriginationUrls`. */
  readonly path: string;
  /** Names the items of a page of its list: `origination_urls`. */
  readonly key: string;
  readonly identity: Identity;
  readonly inputs: z.ZodObject;
  /** Beside the inputs: `sid` and `accountSid` at least. */
  readonly outputs: z.ZodObject;
  /** What a setting has that nobody gave, where that isn't nothing: an input that is removed goes back to it. */
  readonly defaults?: Bag;
  /** Form fields that are deprecated names of settings, by the setting: an update that empties it says so under both names. */
  readonly olderNames?: Readonly<Record<string, string>>;
  /** Settings that Twilio never shows. An import takes the program's value for the one that is there. */
  readonly writeOnly?: readonly string[];
  /** Twilio has no update of it: every input is flagged `replaceOnChange`. */
  readonly fixed?: true;
  readonly deleteBeforeReplace?: boolean;
  readonly rules?: ResourceSpec<TwilioClient>["rules"];
  /** Fields that aren't one input each, from the inputs. They go over those that are. */
  form?(inputs: Bag, verb: "create" | "update"): Form;
  /** Inputs and outputs that aren't one field each, from a record. They go over those that are. */
  values?(record: R): Bag;
  /** A record with what Twilio shows elsewhere alone. */
  whole?(record: R, ctx: Ctx): Promise<R>;
  /** Throws a ProviderError where it must not be made now. */
  checkCreate?(ctx: Ctx, inputs: Bag): Promise<void>;
  /** Throws a ProviderError where it can't be deleted now. */
  checkDelete?(record: R, ctx: Ctx): void | Promise<void>;
  /** Says what went wrong in words of its own, where Twilio's don't do; undefined otherwise. */
  refusal?(error: unknown, q: { readonly ctx: Ctx; readonly id?: string; readonly inputs: Bag }): Error | undefined;
}

type Ctx = Context<TwilioClient>;

/** Makes the resource. */
export function simpleResource<R extends SidRecord>(shape: SimpleResource<R>): ResourceSpec<TwilioClient> {
  const { identity, noun, token } = shape;
  const named = identity.by === "token";
  const nameField = tokenIn(identity);
  /** A create that finds such a thing takes it over as it stands, also in a replacement. */
  const adoptsExisting = identity.by === "unique" ? identity.own !== undefined : named || shape.fixed === true;
  const parents = [...shape.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  const names = Object.keys(shape.inputs.shape);
  const settings = names.filter((name) => !parents.includes(name));
  const flagged = (types: z.ZodObject, flag: string) =>
    Object.entries(types.shape).flatMap(([name, type]) => (flagsOf(type as z.ZodType)[flag] === true ? [name] : []));
  const stables = flagged(shape.outputs, "stable");
  /** Settings that nothing is documented to clear: they are never sent empty. */
  const sids = flagged(shape.inputs, "sid").filter((name) => !parents.includes(name));
  /** Settings that only a new one can have otherwise. */
  const lasting = flagged(shape.inputs, "replaceOnChange").filter((name) => !parents.includes(name));

  const collection = ({ client, signal }: Ctx, given: Bag): Collection<R> => {
    const path = shape.path.replace(/\{(\w+)\}/g, (_, name: string) => given[name]);
    const q = { path, key: shape.key, noun, signal };
    return shape.product ? client.product(...shape.product).collection<R>(q) : client.collection<R>(q);
  };
  const idOf = (sid: string, given: Bag) => [...parents.map((name) => given[name]), sid].join("/");
  /** The SID, and the parents' by their inputs' names. */
  const partsOf = (id: string): Bag & { sid: string } => {
    const parts = id.split("/");
    if (parts.length !== parents.length + 1) {
      const form = [...parents, "sid"].map((name) => `<${name}>`).join("/");
      throw new ProviderError("bad-id", `no ${noun} has the id ${id}: give ${form}`);
    }
    return { sid: parts.at(-1) as string, ...Object.fromEntries(parents.map((name, i) => [name, parts[i]])) };
  };

  const defaultsFor = (urn: string): Bag => ({ ...shape.defaults, ...(named && { [nameField]: resourceName(urn) }) });
  /** All settings: one that isn't given any more, or is given empty, is as one that never was. */
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
  const changeable = settings.filter((name) => !lasting.includes(name));
  const update = async (ctx: Ctx, id: string, inputs: Bag): Promise<R> => {
    const { sid, ...above } = partsOf(id);
    const form = formOf(ctx, inputs, "update");
    const older = Object.entries(shape.olderNames ?? {}).filter(([name]) => form[fieldOf(name)] === "");
    const emptied = Object.fromEntries(older.map(([, field]) => [field, ""]));
    const record = await collection(ctx, above).update(sid, { ...form, ...emptied });
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
    if (!record.sid) throw new ProviderError("bad-answer", `Twilio's answer names no SID of the ${noun}`);
    const values = valuesOf(record);
    const outputs = Object.keys(shape.outputs.shape).map((name) => [name, values[name] ?? undefined]);
    return { accountSid: ctx.client.accountSid, ...inputs, ...withoutUndefined(Object.fromEntries(outputs)) };
  };
  /** A record by the inputs' names. What Twilio never shows is as the program gave it. */
  const liveOf = (ctx: Ctx, record: R, inputs: Bag, above: Bag): { live: Bag; defaults: Bag } => {
    const values = valuesOf(record);
    const live: Bag = { ...above };
    const defaults = defaultsFor(ctx.urn);
    for (const name of settings) {
      const shown = name in values && values[name] === undefined ? inputs[name] : values[name];
      // No list of these says anything by its order.
      const value = Array.isArray(shown) ? matchOrder(shown, inputs[name]) : shown;
      live[name] = value === "" || value === null ? (defaults[name] ?? (inputs[name] === "" ? "" : undefined)) : value;
    }
    if (named) live[nameField] = withoutToken(String(live[nameField] ?? ""), ctx.urn);
    return { live, defaults };
  };
  /** Settings that aren't at Twilio what the program says, where this run has listed such things: an update without `--refresh` mends them too. */
  const drifted = (ctx: Ctx, id: string, newInputs: Bag): Record<string, DiffKind> => {
    const { sid, ...above } = partsOf(id);
    const record = ctx.client.snapshotOf<R>(sid);
    if (record === undefined) return {};
    const wanted = complete(ctx, newInputs);
    const { live } = liveOf(ctx, record, wanted, above);
    const sent = settings.filter((name) => !lasting.includes(name) && !(sids.includes(name) && !wanted[name]));
    const other = sent.filter((name) => wanted[name] !== UNKNOWN && (wanted[name] ?? "") !== (live[name] ?? ""));
    return Object.fromEntries(other.map((name) => [name, "update" as const]));
  };
  /** Runs a request, and says its failure in the resource's own words. */
  const saying = async <T>(q: { ctx: Ctx; id?: string; inputs: Bag }, request: () => Promise<T>): Promise<T> => {
    try {
      return await request();
    } catch (error) {
      throw shape.refusal?.(error, q) ?? error;
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
      const emptied = sids.find((name) => !lasting.includes(name) && oldInputs[name] && !newInputs[name]);
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
        const { whole } = shape;
        const ours = whole ? records.filter((record) => carriesToken(identity, record, ctx.urn)) : records;
        const known = whole ? await Promise.all(ours.map((record) => whole(record, ctx))) : ours;
        return findExisting(identity, ctx, known, all, lasting, valuesOf);
      };
      const record = await saying({ ctx, inputs }, async () => {
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
        return shape.fixed ? earlier : await update(ctx, idOf(earlier.sid, inputs), inputs);
      });
      const id = idOf(record.sid, inputs);
      rememberCreator(id, ctx.urn);
      return { id, state: stateOf(ctx, record, inputs) };
    },

    async read(ctx, { id, inputs, state }) {
      refuseOtherAccount(ctx.client, state);
      const { sid, ...above } = partsOf(id);
      const found = await collection(ctx, above).fetch(sid);
      if (!found) return undefined;
      const record = (await shape.whole?.(found, ctx)) ?? found;
      const { live, defaults } = liveOf(ctx, record, inputs, above);
      const shown = shownInputs({ live, inputs, defaults });
      return { id, inputs: shown, state: stateOf(ctx, record, shown) };
    },

    ...(!shape.fixed && {
      async update(ctx: Ctx, { id, newInputs, oldState }: { id: string; newInputs: Bag; oldState: Bag }) {
        refuseOtherAccount(ctx.client, oldState);
        if (ctx.preview) {
          const kept = Object.keys(shape.outputs.shape).map((name) => [name, oldState[name]]);
          return { state: withoutUndefined({ ...Object.fromEntries(kept), ...newInputs }) };
        }
        ctx.client.forget(partsOf(id).sid);
        const record = await saying({ ctx, id, inputs: newInputs }, () => update(ctx, id, newInputs));
        return { state: stateOf(ctx, record, newInputs) };
      },
    }),

    async delete(ctx, { id, inputs, state }) {
      refuseOtherAccount(ctx.client, state);
      const { sid, ...above } = partsOf(id);
      const things = collection(ctx, above);
      const same = adoptsExisting ? isHeldBySuccessor(ctx, id) : ctx.declared && ctx.created === id;
      if (same || (ctx.declared && named && lasting.length === 0 && (await isOurs(identity, ctx, things, sid)))) {
        ctx.log("warning", `${noun} ${id} was replaced by itself: it is untouched, and the new resource holds it`);
        return;
      }
      if (shape.checkDelete) {
        const record = await things.fetch(sid);
        if (!record) return;
        await shape.checkDelete(record, ctx);
      }
      await saying({ ctx, id, inputs }, () => things.delete(sid));
      forgetCreator(id);
    },
  };
}

/** The one thing that carries the URN's token: the run that replaced it by itself was killed before this delete. */
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
    "sid-not-cleared",
    `\`${name}\` can't be taken from ${what}: Twilio documents no way to clear it. Name another, or put it back; to go without it, remove the resource, run \`pulumi up\`, then declare it anew`,
  );

const withoutUndefined = (bag: Bag): Bag =>
  Object.fromEntries(Object.entries(bag).filter(([, value]) => value !== undefined));
