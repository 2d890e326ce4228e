import { changesBetween, rootOf } from "../../../providers/kit/diff.ts";
import { type Bag, type DiffKind, UNKNOWN } from "../../../providers/kit/handler.ts";
import { isArchive } from "./archive.ts";
import { type Signature, typeSignature } from "./arguments.ts";
import type { Aws } from "./aws.ts";
import type { Change, Live, Resource } from "./resource.ts";
import { type Rules, rulesOf } from "./rules.ts";
import { given, hasUnknown, isBag, isEmpty, projected, samePolicy, sameSet, sorted } from "./values.ts";

/** How inputs, state and AWS's answers of one resource type relate. Pure; driven by the type's rules and signature. */
export class ResourceBehaviour {
  readonly rules: Rules;
  readonly signature: Signature;
  readonly #resource: Resource;
  readonly #defaults: Bag;
  readonly #computed: readonly string[];
  readonly #unreadable: readonly string[];
  readonly #sets: readonly string[];
  readonly #taggable: boolean;
  readonly #regional: boolean;

  constructor(resource: Resource) {
    this.#resource = resource;
    this.rules = rulesOf(resource.token);
    this.signature = typeSignature(resource.token);
    const { defaults = {}, computed = [], unreadable = [], sets = [] } = this.rules;
    this.#defaults = defaults;
    this.#computed = computed;
    this.#unreadable = unreadable;
    this.#sets = sets;
    this.#taggable = this.signature.outputs.includes("tagsAll");
    this.#regional = this.signature.outputs.includes("region");
  }

  /** The inputs, with the defaults of those that aren't given. */
  settled(inputs: Bag): Bag {
    return { ...this.#defaults, ...inputs };
  }

  /** True when two values of an input mean the same. What isn't known yet is the same as nothing. */
  same(name: string, a: unknown, b: unknown): boolean {
    if (hasUnknown(a) || hasUnknown(b)) return false;
    if (isEmpty(a) && isEmpty(b)) return true;
    if (this.rules.policies?.includes(name) && samePolicy(a, b)) return true;
    if (this.#sets.includes(name) && sameSet(a, b)) return true;
    if (this.#resource.same?.(name, a, b)) return true;
    return Object.keys(changesBetween({ v: comparable(a) }, { v: comparable(b) })).length === 0;
  }

  /** The tags to apply: the provider's default tags and the resource's own. Empty for a type without tags. */
  tags(aws: Aws, inputs: Bag): Record<string, string> {
    return this.#taggable ? { ...aws.defaultTags, ...inputs.tags } : {};
  }

  /** Outputs: AWS's values, or the program's spelling where both mean the same. */
  state(aws: Aws, inputs: Bag, live: Live): Bag {
    const state: Bag = this.settled(live.properties);
    for (const name of this.rules.served) {
      const kept = this.#unreadable.includes(name) || this.same(name, inputs[name], state[name]);
      if (inputs[name] !== undefined && kept) state[name] = inputs[name];
    }
    if (this.#regional) state.region = aws.region;
    if (this.#taggable) {
      state.tagsAll = live.tags ?? {};
      state.tags = ownTags(aws, inputs, live);
    }
    return given(state);
  }

  /** Inputs as the live resource has them: those that the program gave, and those that someone set to more than their default. */
  inputs(aws: Aws, inputs: Bag, live: Live): Bag {
    const found: Bag = {};
    for (const name of this.rules.served) {
      const wanted = inputs[name];
      const actual = name === "tags" ? ownTags(aws, inputs, live) : live.properties[name];
      if (name === "region" || this.#unreadable.includes(name)) found[name] = wanted;
      else if (wanted !== undefined) found[name] = this.#inWordsOf(name, wanted, actual);
      else if (!this.#computed.includes(name) && !this.same(name, actual, this.#defaults[name])) found[name] = actual;
    }
    if (inputs.__defaults) found.__defaults = inputs.__defaults;
    return given(found);
  }

  #inWordsOf(name: string, wanted: unknown, actual: unknown): unknown {
    if (this.same(name, wanted, actual)) return wanted;
    const [mine, live] = this.#sets.includes(name) ? [inOrder(wanted), inOrder(actual)] : [wanted, actual];
    const shown = projected(mine, live, this.signature.inputs[name]?.type);
    return this.same(name, wanted, shown) ? wanted : shown;
  }

  /** Values kept from the old state because AWS doesn't return them. */
  unreadable(bag: Bag): Bag {
    return given(Object.fromEntries(this.#unreadable.map((name) => [name, bag[name]])));
  }

  /** Each changed input, and whether it can be changed in place. */
  changes(aws: Aws, oldInputs: Bag, oldState: Bag, newInputs: Bag): Record<string, DiffKind> {
    const olds: Bag = {};
    const news: Bag = {};
    for (const name of this.rules.served) {
      const next = newInputs[name] ?? this.#defaults[name];
      const isComputed = this.#computed.includes(name);
      const before = oldInputs[name] ?? this.#defaults[name] ?? (isComputed ? oldState[name] : undefined);
      const last = this.#withoutChosen(name, before, next);
      // What AWS chose stays when the program no longer says.
      if (name === "region" || (isComputed && isEmpty(next)) || this.same(name, last, next)) continue;
      const isSet = this.#sets.includes(name);
      olds[name] = comparable(isSet ? inOrder(last) : last);
      news[name] = comparable(isSet ? inOrder(next) : next);
    }
    if (this.#regional && oldState.region && oldState.region !== aws.region) {
      olds.region = oldState.region;
      news.region = aws.region;
    }
    if (this.#taggable && !("tags" in news) && !hasUnknown(newInputs.tags)) {
      const tags = this.tags(aws, newInputs);
      if (!this.same("tags", oldState.tagsAll, tags)) [olds.tagsAll, news.tagsAll] = [oldState.tagsAll, tags];
    }
    const inPlace = this.#resource.update !== undefined;
    const kinds = Object.entries(changesBetween(olds, news)).map(([path, kind]) => {
      const replaces = !inPlace || this.rules.replaces.includes(rootOf(path));
      return [path, replaces ? `${kind}-replace` : kind] as [string, DiffKind];
    });
    return Object.fromEntries(kinds);
  }

  /** What an update has to do, from what there is to what is wanted. */
  change(aws: Aws, id: string, olds: Bag, news: Bag, oldState: Bag): Change {
    const tags = hasUnknown(news.tags) ? undefined : this.tags(aws, news);
    const oldTags = (oldState.tagsAll ?? {}) as Record<string, string>;
    const [before, after] = [this.settled(olds), this.settled(news)];
    const isGone = (name: string) => this.#computed.includes(name) && after[name] === undefined;
    return {
      id,
      olds,
      oldState,
      news: after,
      changed: (...names) => names.some((name) => !isGone(name) && !this.same(name, before[name], after[name])),
      tags: tags && this.#taggable && !this.same("tags", oldTags, tags) ? tags : undefined,
      goneTags: tags ? Object.keys(oldTags).filter((key) => !(key in tags)) : [],
    };
  }

  /** State as a preview of a creation shows it: what is known beforehand, and UNKNOWN for what AWS will tell. */
  plannedState(aws: Aws, inputs: Bag): Bag {
    const told = this.signature.outputs.filter(
      (name) => !(name in this.signature.inputs) || this.#computed.includes(name),
    );
    const state: Bag = { ...Object.fromEntries(told.map((name) => [name, UNKNOWN])), ...this.#defaults };
    for (const name of this.rules.served)
      if (inputs[name] !== undefined) state[name] = this.#withChosen(name, inputs[name], undefined);
    if (this.#regional) state.region = aws.region;
    if (this.#taggable) state.tagsAll = hasUnknown(inputs.tags) ? UNKNOWN : this.tags(aws, inputs);
    return state;
  }

  /** State as a preview of an update shows it: only what changes, and what a change moves, differs. */
  updatedState(aws: Aws, change: Change, newInputs: Bag): Bag {
    const state = { ...change.oldState };
    for (const name of this.rules.served) {
      if (!change.changed(name)) continue;
      const next = newInputs[name] ?? this.#defaults[name];
      if (next === undefined) delete state[name];
      else state[name] = this.#withChosen(name, next, change.oldState[name]);
    }
    if (this.#taggable) state.tagsAll = hasUnknown(newInputs.tags) ? UNKNOWN : this.tags(aws, newInputs);
    for (const name of this.#resource.moved?.(change) ?? []) state[name] = UNKNOWN;
    return state;
  }

  /** An object, without the fields that AWS chose in it (an import has them as inputs) and the program leaves to AWS. */
  #withoutChosen(name: string, value: unknown, next: unknown): unknown {
    const fields = this.rules.computedWithin?.[name];
    if (!fields || !isBag(value) || !isBag(next)) return value;
    return Object.fromEntries(Object.entries(value).filter(([field]) => field in next || !fields.includes(field)));
  }

  /** An object, with the fields that AWS chooses in it: as they were, or not known yet. */
  #withChosen(name: string, value: unknown, before: unknown): unknown {
    const fields = this.rules.computedWithin?.[name];
    if (!fields || !isBag(value)) return value;
    const chosen = fields.map((field) => [field, isBag(before) && field in before ? before[field] : UNKNOWN]);
    return { ...Object.fromEntries(chosen), ...value };
  }
}

/** Tags that aren't the provider's default ones. */
function ownTags(aws: Aws, inputs: Bag, live: Live): Record<string, string> {
  const own = Object.entries(live.tags ?? {}).filter(([k, v]) => k in (inputs.tags ?? {}) || aws.defaultTags[k] !== v);
  return Object.fromEntries(own);
}

/** A set in a fixed order, so that an added member is one change. */
function inOrder(value: unknown): unknown {
  return Array.isArray(value) ? sorted(value) : value;
}

/** Compares archives by content, with the engine's hash. */
function comparable(value: unknown): unknown {
  return isArchive(value) ? value.hash : value;
}
