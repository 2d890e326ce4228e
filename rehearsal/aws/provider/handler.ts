import { createHash } from "node:crypto";
import { changesBetween, rootOf } from "../../../providers/kit/diff.ts";
import {
  type Bag,
  type CheckFailure,
  type Context,
  type DiffKind,
  PartialFailure,
  ProviderError,
  type ResourceHandler,
  UNKNOWN,
} from "../../../providers/kit/handler.ts";
import { isArchive } from "./archive.ts";
import { checkArguments, typeSignature } from "./arguments.ts";
import { type Aws, isGone } from "./aws.ts";
import type { Change, Live, Resource } from "./resource.ts";
import { rulesOf } from "./rules.ts";
import {
  given,
  hasUnknown,
  isBag,
  isEmpty,
  projected,
  samePolicy,
  sameSet,
  sorted,
  withoutReferences,
} from "./values.ts";

/** A resource type as the kit serves it: what all types have in common, driven by their rules and argument types. */
export function handlerOf(resource: Resource): ResourceHandler<Aws> {
  const { token } = resource;
  const signature = typeSignature(token);
  const rules = rulesOf(token);
  const { autoname, defaults = {}, computed = [], unreadable = [], sets = [], policies = [] } = rules;
  const taggable = signature.outputs.includes("tagsAll");
  const regional = signature.outputs.includes("region");

  const same = (name: string, a: unknown, b: unknown): boolean => {
    if (hasUnknown(a) || hasUnknown(b)) return false;
    if (isEmpty(a) && isEmpty(b)) return true;
    if (policies.includes(name) && samePolicy(a, b)) return true;
    if (sets.includes(name) && sameSet(a, b)) return true;
    return (
      resource.same?.(name, a, b) === true ||
      Object.keys(changesBetween({ v: comparable(a) }, { v: comparable(b) })).length === 0
    );
  };

  const allTags = (aws: Aws, inputs: Bag): Bag =>
    inputs.tags === UNKNOWN ? { tags: UNKNOWN } : { ...aws.defaultTags, ...inputs.tags };

  /** Outputs: what AWS tells, in the program's own words where both mean the same. */
  const stateOf = (aws: Aws, inputs: Bag, live: Live): Bag => {
    const state: Bag = { ...defaults, ...live.properties };
    for (const name of rules.served) {
      const kept = unreadable.includes(name) || same(name, inputs[name], state[name]);
      if (inputs[name] !== undefined && kept) state[name] = inputs[name];
    }
    if (regional) state.region = aws.region;
    if (taggable) {
      state.tagsAll = live.tags ?? {};
      state.tags = ownTags(aws, inputs, live);
    }
    return given(state);
  };

  const ownTags = (aws: Aws, inputs: Bag, live: Live): Bag => {
    const own = Object.entries(live.tags ?? {}).filter(
      ([k, v]) => k in (inputs.tags ?? {}) || aws.defaultTags[k] !== v,
    );
    return Object.fromEntries(own);
  };

  /** Inputs as the live resource has them: those that the program gave, and those that someone set to more than their default. */
  const inputsOf = (aws: Aws, inputs: Bag, live: Live): Bag => {
    const found: Bag = {};
    for (const name of rules.served) {
      const wanted = inputs[name];
      const actual = name === "tags" ? ownTags(aws, inputs, live) : live.properties[name];
      if (name === "region" || unreadable.includes(name)) found[name] = wanted;
      else if (wanted !== undefined) found[name] = kept(name, wanted, actual);
      else if (!computed.includes(name) && !isEmpty(actual) && !same(name, actual, defaults[name]))
        found[name] = actual;
    }
    if (inputs.__defaults) found.__defaults = inputs.__defaults;
    return given(found);
  };

  const kept = (name: string, wanted: unknown, actual: unknown): unknown => {
    if (same(name, wanted, actual)) return wanted;
    const inOrder = sets.includes(name) && Array.isArray(wanted) && Array.isArray(actual);
    const shown = projected(
      inOrder ? sorted(wanted) : wanted,
      inOrder ? sorted(actual) : actual,
      signature.inputs[name]?.type,
    );
    return same(name, wanted, shown) ? wanted : shown;
  };

  const changeOf = (aws: Aws, id: string, olds: Bag, oldState: Bag, news: Bag): Change => {
    const tags = allTags(aws, news);
    const oldTags = (oldState.tagsAll ?? {}) as Bag;
    const settled = (bag: Bag, name: string) => bag[name] ?? defaults[name];
    return {
      id,
      olds,
      oldState,
      news: { ...defaults, ...news },
      changed: (...names) => names.some((name) => !same(name, settled(olds, name), settled(news, name))),
      tags: taggable && !same("tags", oldTags, tags) ? tags : undefined,
      goneTags: Object.keys(oldTags).filter((key) => !(key in tags)),
    };
  };

  const plannedState = (aws: Aws, inputs: Bag): Bag => {
    const state: Bag = { ...Object.fromEntries(signature.outputs.map((name) => [name, UNKNOWN])), ...defaults };
    for (const name of rules.served) if (inputs[name] !== undefined) state[name] = inputs[name];
    for (const name of Object.keys(signature.inputs))
      if (state[name] === UNKNOWN && !(name in inputs) && !computed.includes(name)) delete state[name];
    if (regional) state.region = aws.region;
    if (taggable) state.tagsAll = allTags(aws, inputs);
    return state;
  };

  const readBack = async (ctx: Context<Aws>, aws: Aws, id: string, inputs: Bag, answered: Bag = {}): Promise<Bag> => {
    const live = await resource.read({ aws, signal: ctx.signal }, id, { ...inputs, ...answered });
    if (!live) throw new ProviderError("vanished", `${token} ${id}: AWS doesn't know it right after it was written`);
    return stateOf(aws, inputs, live);
  };

  const handler: ResourceHandler<Aws> = {
    check(ctx, { olds, news, randomSeed }) {
      const inputs = withoutReferences(given(news)) as Bag;
      const failures: CheckFailure[] = checkArguments(inputs, signature.inputs);
      for (const name of Object.keys(inputs)) {
        if (name in signature.inputs && !rules.served.includes(name)) {
          const served = rules.served.join(", ");
          failures.push({ property: name, reason: `isn't served in a rehearsal; of ${token} it serves ${served}` });
        }
      }
      if (autoname && inputs[autoname.property] === undefined) {
        const { property } = autoname;
        const wasMade = (olds.__defaults as string[] | undefined)?.includes(property);
        inputs[property] = wasMade ? olds[property] : madeUpName(ctx.urn, autoname, randomSeed);
        inputs.__defaults = [property];
      }
      failures.push(...(resource.mistakes?.(inputs) ?? []));
      return { inputs, failures };
    },

    diff(ctx, { oldInputs, oldState, newInputs }) {
      const aws = ctx.client.in(newInputs.region);
      const olds: Bag = {};
      const news: Bag = {};
      for (const name of rules.served) {
        if (name === "region") continue;
        const next = newInputs[name] ?? defaults[name];
        const last = oldInputs[name] ?? defaults[name] ?? (computed.includes(name) ? oldState[name] : undefined);
        if (isEmpty(next) && computed.includes(name)) continue;
        if (same(name, last, next)) continue;
        // Sets are compared in one order, so that an added member is one change.
        const inOrder = sets.includes(name) && Array.isArray(last) && Array.isArray(next);
        olds[name] = comparable(inOrder ? sorted(last) : last);
        news[name] = comparable(inOrder ? sorted(next) : next);
      }
      if (regional && oldState.region && newInputs.region !== UNKNOWN && aws.region !== oldState.region) {
        olds.region = oldState.region;
        news.region = aws.region;
      }
      if (
        taggable &&
        Object.keys(news).every((name) => name !== "tags") &&
        !same("tags", oldState.tagsAll, allTags(aws, newInputs))
      ) {
        olds.tagsAll = oldState.tagsAll;
        news.tagsAll = allTags(aws, newInputs);
      }
      const changes: Record<string, DiffKind> = {};
      for (const [path, kind] of Object.entries(changesBetween(olds, news))) {
        changes[path] =
          rules.replaces.includes(rootOf(path)) || !resource.update ? (`${kind}-replace` as DiffKind) : kind;
      }
      const replaced = Object.values(changes).some((kind) => kind.endsWith("-replace"));
      return replaced && keepsName(autoname?.property, oldInputs, newInputs)
        ? { changes, deleteBeforeReplace: true }
        : { changes };
    },

    async create(ctx, { inputs }) {
      const aws = ctx.client.in(inputs.region);
      if (ctx.preview) return { state: plannedState(aws, inputs) };
      const tags = taggable ? (allTags(aws, inputs) as Record<string, string>) : {};
      const made = await resource.create({ aws, signal: ctx.signal }, { ...defaults, ...inputs }, tags);
      const { id, properties } = typeof made === "string" ? { id: made, properties: {} } : made;
      try {
        return { id, state: await readBack(ctx, aws, id, inputs, properties) };
      } catch (error) {
        const planned = plannedState(aws, inputs);
        const state = Object.fromEntries(Object.entries(planned).filter(([, v]) => !hasUnknown(v)));
        throw new PartialFailure(id, state, [reasonOf(token, error)], { cause: error });
      }
    },

    async read(ctx, { id, inputs, state }) {
      const aws = ctx.client.in(inputs.region ?? state.region);
      const live = await resource.read({ aws, signal: ctx.signal }, id, { ...inputs, ...state });
      if (!live) return undefined;
      return {
        id: live.id ?? id,
        inputs: inputsOf(aws, inputs, live),
        state: stateOf(aws, { ...unreadableOf(state), ...inputs }, live),
      };
    },

    async delete(ctx, { id, inputs, state }) {
      const aws = ctx.client.in(state.region ?? inputs.region);
      try {
        await resource.remove({ aws, signal: ctx.signal }, id, { ...inputs, ...state });
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    },
  };

  /** What was given once and can't be read: an import has none, a refresh keeps it. */
  const unreadableOf = (state: Bag): Bag => given(Object.fromEntries(unreadable.map((name) => [name, state[name]])));

  if (resource.update) {
    const update = resource.update.bind(resource);
    handler.update = async (ctx, { id, oldInputs, oldState, newInputs }) => {
      const aws = ctx.client.in(newInputs.region);
      const change = changeOf(aws, id, oldInputs, oldState, newInputs);
      if (!ctx.preview) {
        await update({ aws, signal: ctx.signal }, change);
        return { state: await readBack(ctx, aws, id, newInputs) };
      }
      const state = { ...oldState };
      for (const name of rules.served) {
        if (!change.changed(name)) continue;
        if (newInputs[name] === undefined && defaults[name] === undefined) delete state[name];
        else state[name] = newInputs[name] ?? defaults[name];
      }
      if (change.tags) state.tagsAll = change.tags;
      for (const name of resource.moved?.(change) ?? []) state[name] = UNKNOWN;
      return { state };
    };
  }
  return explained(token, handler);
}

/** An archive stands for its contents, by the hash that the engine gave it. */
function comparable(value: unknown): unknown {
  return isArchive(value) ? value.hash : value;
}

/** A name that the program gave and kept is taken while the old resource stands. */
function keepsName(property: string | undefined, olds: Bag, news: Bag): boolean {
  if (property === undefined || (news.__defaults as string[] | undefined)?.includes(property)) return false;
  return news[property] !== UNKNOWN && olds[property] === news[property];
}

function madeUpName(
  urn: string,
  { prefix = "", maxLength }: { prefix?: string; maxLength: number },
  seed: Buffer,
): string {
  const digits = createHash("sha256")
    .update(seed.length > 0 ? seed : urn)
    .digest("hex")
    .slice(0, 7);
  const name = urn.slice(urn.lastIndexOf("::") + 2);
  return `${`${prefix}${name}`.slice(0, maxLength - 8)}-${digits}`;
}

function reasonOf(token: string, error: unknown): string {
  return error instanceof Error ? `${token}: ${error.name}: ${error.message}` : String(error);
}

/** Gives the errors of the AWS SDK a place and a code; others pass. */
function explained(token: string, handler: ResourceHandler<Aws>): ResourceHandler<Aws> {
  const wrap =
    <Args extends unknown[], R>(method: (...args: Args) => Promise<R> | R) =>
    async (...args: Args): Promise<R> => {
      try {
        return await method(...args);
      } catch (error) {
        if (isBag(error) && "$metadata" in error)
          throw new ProviderError(String(error.name), reasonOf(token, error), { cause: error });
        throw error;
      }
    };
  return {
    ...handler,
    create: wrap(handler.create),
    read: wrap(handler.read),
    delete: wrap(handler.delete),
    ...(handler.update ? { update: wrap(handler.update) } : {}),
  };
}
