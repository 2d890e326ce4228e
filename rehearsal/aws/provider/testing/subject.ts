import { createHash } from "node:crypto";
import { expect } from "vitest";
import type { Bag, Context, DiffResult, ResourceHandler } from "../../../../providers/kit/handler.ts";
import type { Aws } from "../aws.ts";
import { awsProvider } from "../provider.ts";
import type { ServedType } from "../served.ts";

/** A test's resource. Calls the provider's handlers as the engine does. */
export class Subject {
  readonly token: ServedType;
  readonly name: string;
  readonly #handler: ResourceHandler<Aws>;
  readonly #client: Aws;
  inputs: Bag = {};
  state: Bag = {};
  id = "";

  constructor(client: Aws, token: ServedType, name: string) {
    this.token = token;
    this.name = name;
    this.#client = client;
    this.#handler = awsProvider({ endpoint: "http://127.0.0.1:1" }).resources[token]!;
  }

  /** Checks, previews and creates the resource. Expects no failure, and no id in the preview. */
  async create(news: Bag): Promise<this> {
    const inputs = await this.check(news);
    const planned = await this.#handler.create(this.#ctx(true), { inputs });
    expect(planned.id).toBeUndefined();
    const created = await this.#handler.create(this.#ctx(false), { inputs });
    this.inputs = inputs;
    this.state = created.state;
    this.id = created.id!;
    return this;
  }

  async failures(news: Bag) {
    const seed = createHash("sha256").update(this.name).digest();
    return this.#handler.check!(this.#ctx(false), { olds: this.inputs, news, randomSeed: seed, autonaming: undefined });
  }

  async check(news: Bag): Promise<Bag> {
    const checked = await this.failures(news);
    expect(checked.failures).toEqual([]);
    return checked.inputs;
  }

  async diff(news: Bag): Promise<DiffResult> {
    const newInputs = await this.check(news);
    const { id, inputs: oldInputs, state: oldState } = this;
    return this.#handler.diff!(this.#ctx(false), { id, oldInputs, oldState, newInputs, ignoreChanges: [] });
  }

  /** Previews an update, then makes it. Returns the preview's state. */
  async update(news: Bag): Promise<Bag> {
    const newInputs = await this.check(news);
    const q = { id: this.id, oldInputs: this.inputs, oldState: this.state, newInputs };
    const planned = await this.#handler.update!(this.#ctx(true), q);
    this.state = (await this.#handler.update!(this.#ctx(false), q)).state;
    this.inputs = newInputs;
    return planned.state;
  }

  read() {
    return this.#handler.read(this.#ctx(false), { id: this.id, inputs: this.inputs, state: this.state });
  }

  /** Expects that a refresh finds the same inputs and state. */
  async expectUntouched(): Promise<void> {
    const { __defaults, ...inputs } = this.inputs;
    const found = await this.read();
    expect(found).toEqual({ id: this.id, inputs: __defaults ? { ...inputs, __defaults } : inputs, state: this.state });
    expect((await this.diff(inputs)).changes).toEqual({});
  }

  /** Refreshes the resource. Returns the changes that an update to the wanted inputs would make. */
  async refreshed(): Promise<DiffResult["changes"]> {
    const wanted = this.inputs;
    const found = await this.read();
    if (found === undefined) throw new Error(`${this.id} is gone`);
    this.inputs = found.inputs;
    this.state = found.state;
    return (await this.diff(wanted)).changes;
  }

  async imported(id: string): Promise<{ id: string; inputs: Bag; state: Bag } | undefined> {
    return this.#handler.read(this.#ctx(false), { id, inputs: {}, state: {} });
  }

  /** Deletes the resource twice: the second delete must succeed too. */
  async delete(): Promise<void> {
    const q = { id: this.id, inputs: this.inputs, state: this.state };
    await this.#handler.delete(this.#ctx(false), q);
    await this.#handler.delete(this.#ctx(false), q);
  }

  #ctx(preview: boolean): Context<Aws> {
    return {
      client: this.#client,
      urn: `urn:pulumi:us::aybiza::${this.token}::${this.name}`,
      preview,
      signal: new AbortController().signal,
      log: () => undefined,
    };
  }
}
