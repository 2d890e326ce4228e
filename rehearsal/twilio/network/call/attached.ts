/**
 * State that a feature keeps for each owner (a network or a call): created at first use, garbage-collected with its owner.
 * Example: `const ROOMS = new Attached<Switchboard, Map<string, Room>>(() => new Map())`, then `ROOMS.of(network)`.
 * The owner's module doesn't import the feature's, which avoids an import cycle.
 */
export class Attached<Owner extends object, State> {
  readonly #states = new WeakMap<Owner, State>();
  readonly #make: () => State;

  constructor(make: () => State) {
    this.#make = make;
  }

  of(owner: Owner): State {
    const state = this.#states.get(owner) ?? this.#make();
    this.#states.set(owner, state);
    return state;
  }
}
