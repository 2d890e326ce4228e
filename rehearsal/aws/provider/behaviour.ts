import { changesBetween, rootOf } from "../../../providers/kit/diff.ts";
import { type Bag, type DiffKind, UNKNOWN } from "../../../providers/kit/handler.ts";
import { isArchive } from "./archive.ts";
import { type Signature, typeSignature } from "./arguments.ts";
import type { Aws } from "./aws.ts";
import type { Change, Live, Resource } from "./resource.ts";
import { type Rules, rulesOf } from "./rules.ts";
import { given, hasUnknown, isBag, isEmpty, projected, samePolicy, sameSet, sorted } from "./values.ts";

/** Compares and converts the inputs, state and live properties of one resource type, by its rules and signature. Makes no calls. */
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

  /** Returns the inputs, completed with defaults. */
  settled(inputs: Bag): Bag {
    return { ...this.#defaults, ...inputs };
  }

  /** Tells whether two values of an input are equivalent. An unknown value differs from every other. */
  same(name: string, a: unknown, b: unknown): boolean {
    if (hasUnknown(a) || hasUnknown(b)) return false;
    if (isEmpty(a) && isEmpty(b)) return true;
    if (this.rules.policies?.includes(name) && samePolicy(a, b)) return true;
    if (this.#sets.includes(name) && sameSet(a, b)) return true;
    if (this.#resource.same?.(name, a, b)) return true;
    return Object.keys(changesBetween({ v: comparable(a) }, { v: comparable(b) })).length === 0;
  }

  /** Returns the tags to apply: the provider's default tags and the resource's own. Empty for a type without tags. */
  tags(aws: Aws, inputs: Bag): Record<string, string> {
    return this.#taggable ? { ...aws.defaultTags, ...inputs.tags } : {};
  }

  /** Returns the outputs: AWS's values, or the program's spelling of an equivalent value. */
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

  /** Returns the inputs with the live resource's values: those that the program set, and those that differ from their default. */
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

  /** Returns the properties that AWS never returns, so that they are copied from the old state. */
  unreadable(bag: Bag): Bag {
    return given(Object.fromEntries(this.#unreadable.map((name) => [name, bag[name]])));
  }

  /** Returns each changed input, and whether it can be changed in place. */
  changes(aws: Aws, oldInputs: Bag, oldState: Bag, newInputs: Bag): Record<string, DiffKind> {
    const olds: Bag = {};
    const news: Bag = {};
    for (const name of this.rules.served) {
      const next = newInputs[name] ?? this.#defaults[name];
      const isComputed = this.#computed.includes(name);
      const before = oldInputs[name] ?? this.#defaults[name] ?? (isComputed ? oldState[name] : undefined);
      const last = this.#withoutChosen(name, before, next);
      // An input that the program no longer sets keeps the value that AWS chose.
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

  /** Returns the changes that an update must make, from the old inputs and state to the new inputs. */
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

  /** Returns the state that a preview of a create shows: known values, and UNKNOWN for those that AWS will return. */
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

  /** Returns the state that a preview of an update shows: changed inputs, and UNKNOWN for outputs that the change affects. */
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

  /** Removes an object's fields that AWS chose and that the program doesn't set. (After an import they are among the inputs.) */
  #withoutChosen(name: string, value: unknown, next: unknown): unknown {
    const fields = this.rules.computedWithin?.[name];
    if (!fields || !isBag(value) || !isBag(next)) return value;
    return Object.fromEntries(Object.entries(value).filter(([field]) => field in next || !fields.includes(field)));
  }

  /** Adds an object's fields that AWS chooses: their previous values, or UNKNOWN. */
  #withChosen(name: string, value: unknown, before: unknown): unknown {
    const fields = this.rules.computedWithin?.[name];
    if (!fields || !isBag(value)) return value;
    const chosen = fields.map((field) => [field, isBag(before) && field in before ? before[field] : UNKNOWN]);
    return { ...Object.fromEntries(chosen), ...value };
  }
}

/** Returns the live tags other than the provider's default ones. */
function ownTags(aws: Aws, inputs: Bag, live: Live): Record<string, string> {
  const own = Object.entries(live.tags ?? {}).filter(([k, v]) => k in (inputs.tags ?? {}) || aws.defaultTags[k] !== v);
  return Object.fromEntries(own);
}

/** Sorts a set, so that a diff shows an added member as one change. */
function inOrder(value: unknown): unknown {
  return Array.isArray(value) ? sorted(value) : value;
}

/** Replaces archives by the engine's hash of their content, for comparison. */
function comparable(value: unknown): unknown {
  return isArchive(value) ? value.hash : value;
}
