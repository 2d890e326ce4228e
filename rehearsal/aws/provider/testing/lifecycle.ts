import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import { serve } from "../../../../providers/kit/serve.ts";
import { Engine, type Raw } from "../../../../providers/kit/testing/engine.ts";
import type { Aws } from "../aws.ts";
import { awsProvider } from "../provider.ts";
import type { ServedType } from "../served.ts";

/** Test data for one type's lifecycle: its arguments, and the expected result of each change. */
export interface Life {
  readonly token: ServedType;
  /** Creates the resources that the type depends on. Returns the type's arguments. */
  arrange(world: LifeWorld): Promise<Raw>;
  /** Arguments that update the resource in place, and the expected diff paths. Absent for a type without updates. */
  readonly change?: { with(args: Raw): Raw; readonly paths: readonly string[] };
  /** Arguments that replace the resource, and the expected diff paths. Absent if no supported argument forces a replacement. */
  readonly replace?: {
    with(args: Raw, world: LifeWorld): Raw | Promise<Raw>;
    readonly paths: readonly string[];
    /** The old resource is deleted first, since both would have the same name. */
    readonly oldFirst?: true;
  };
  /** Changes the live resource outside Pulumi, with the diff paths expected afterwards. Absent if AWS stores nothing that can drift. */
  readonly drift?: { by(aws: Aws, made: Made): Promise<unknown>; readonly paths: readonly string[] };
  /** The resource's import id, or the error that refuses its import. */
  readonly importBy: ((made: Made) => string) | { readonly refused: string };
  /** Arguments that AWS never returns, so that a preview after an import shows them as changed. */
  readonly untold?: readonly string[];
  /** A read still finds the resource after its delete. */
  readonly kept?: true;
}

/** A resource as in the engine's state. */
export interface Made {
  readonly token: ServedType;
  readonly urn: string;
  readonly id: string;
  readonly inputs: Raw;
  // biome-ignore lint/suspicious/noExplicitAny: a bag of the wire
  readonly state: any;
}

/** A provider that tests call over Pulumi's gRPC protocol, with one AWS API. */
export class LifeWorld {
  readonly aws: Aws;
  readonly #engine: Engine;
  readonly #end: () => Promise<void>;
  readonly #made: Made[] = [];
  #names = 0;

  private constructor(aws: Aws, engine: Engine, end: () => Promise<void>) {
    this.aws = aws;
    this.#engine = engine;
    this.#end = end;
  }

  static async start(aws: Aws, endpoint: string): Promise<LifeWorld> {
    const server = await serve(awsProvider({ endpoint }));
    const engine = new Engine(server.port);
    await engine.configure({ region: aws.region });
    return new LifeWorld(aws, engine, async () => {
      engine.close();
      await server.close();
    });
  }

  /** Checks, previews, creates and reads a resource. */
  async make(token: ServedType, args: Raw, replaced?: Made): Promise<Made> {
    const urn = replaced?.urn ?? `urn:pulumi:us::aybiza::${token}::life-${++this.#names}`;
    const inputs = await this.#checked(urn, args, {}, `${urn}${replaced ? "2" : ""}`);
    expect((await this.#engine.create(urn, inputs, { preview: true })).id).toBe("");
    const { id, state } = await this.#engine.create(urn, inputs);
    const made = { token, urn, id, inputs, state };
    this.#made.push(made);
    return made;
  }

  /** Expects that a refresh finds the resource unchanged, and that the next preview shows no change. */
  async expectUntouched(made: Made, args: Raw): Promise<void> {
    const { urn, id, inputs, state } = made;
    expect(await this.#engine.read(urn, id, inputs, state)).toEqual({ id, inputs, state });
    expect((await this.diff(made, args)).changes).toEqual({});
  }

  async diff(made: Made, args: Raw) {
    const { urn, id, inputs, state } = made;
    const news = await this.#checked(urn, args, inputs, urn);
    return this.#engine.diff(urn, { id, oldInputs: inputs, oldState: state, news });
  }

  async update(made: Made, args: Raw): Promise<Made> {
    const { urn, id, inputs, state } = made;
    const news = await this.#checked(urn, args, inputs, urn);
    const q = { id, oldInputs: inputs, oldState: state, news };
    await this.#engine.update(urn, { ...q, preview: true });
    const updated = { ...made, inputs: news, state: (await this.#engine.update(urn, q)).state };
    this.#made[this.#made.findIndex((m) => m.urn === urn && m.id === id)] = updated;
    return updated;
  }

  /** Reads the live resource, as `pulumi refresh` does. */
  async refreshed(made: Made): Promise<Made> {
    const found = await this.#engine.read(made.urn, made.id, made.inputs, made.state);
    return { ...made, inputs: found.inputs, state: found.state };
  }

  async imported(made: Made, id: string): Promise<Made> {
    const found = await this.#engine.read(made.urn, id);
    return { ...made, ...found };
  }

  /** Deletes the resource twice: the second delete must succeed too. */
  async delete(made: Made): Promise<void> {
    for (let i = 0; i < 2; i++) await this.#engine.delete(made.urn, made.id, made.inputs, made.state);
    const at = this.#made.findIndex((m) => m.urn === made.urn && m.id === made.id);
    if (at !== -1) this.#made.splice(at, 1);
  }

  /** Deletes all remaining resources, the newest first. */
  async clear(): Promise<void> {
    for (const made of [...this.#made].reverse()) await this.delete(made);
  }

  async stop(): Promise<void> {
    await this.#end();
  }

  async #checked(urn: string, args: Raw, olds: Raw, seed: string): Promise<Raw> {
    const { inputs, failures } = await this.#engine.check(urn, args, olds, { seed });
    expect(failures).toEqual([]);
    return inputs;
  }
}

/** Tests one type's whole lifecycle through the provider's protocol: create, read, update, replace, drift, import, delete. */
export async function live(world: LifeWorld, life: Life): Promise<void> {
  const first = await life.arrange(world);
  let args = first;
  let made = await world.make(life.token, args);
  await world.expectUntouched(made, args);

  if (life.change) {
    args = life.change.with(args);
    expect((await world.diff(made, args)).changes).toEqual(kinds(life.change.paths, "update"));
    made = await world.update(made, args);
    await world.expectUntouched(made, args);
  }

  if (typeof life.importBy === "function") {
    const imported = await world.imported(made, life.importBy(made));
    expect(imported.id).toBe(made.id);
    const { changes } = await world.diff(imported, args);
    const roots = [...new Set(Object.keys(changes).map((path) => path.split(/[.[]/)[0]))].sort();
    expect(roots).toEqual([...(life.untold ?? [])].sort());
  } else {
    await expect(world.imported(made, "anything")).rejects.toThrow(life.importBy.refused);
  }

  if (life.drift) {
    await life.drift.by(world.aws, made);
    const drifted = await world.refreshed(made);
    expect(isDeepStrictEqual(drifted.inputs, made.inputs)).toBe(false);
    expect(Object.keys((await world.diff(drifted, args)).changes)).toEqual(life.drift.paths);
    made = await world.update(drifted, args);
    await world.expectUntouched(made, args);
  }

  if (life.replace) {
    const other = await life.replace.with(args, world);
    const diff = await world.diff(made, other);
    expect(diff.replaces).toEqual(life.replace.paths);
    expect(diff.deleteBeforeReplace).toBe(life.replace.oldFirst === true);
    const old = made;
    if (life.replace.oldFirst) await world.delete(old);
    made = await world.make(life.token, other, old);
    if (!life.replace.oldFirst) await world.delete(old);
    await world.expectUntouched(made, other);
  }

  await world.delete(made);
  if (!life.kept) await expectGone(world, made);
  await world.clear();
}

async function expectGone(world: LifeWorld, made: Made): Promise<void> {
  expect((await world.refreshed(made)).inputs).toEqual({});
}

function kinds(paths: readonly string[], plain: string): Record<string, string> {
  return Object.fromEntries(
    paths.map((path) => {
      const [name, kind] = path.split("=");
      return [name!, kind ?? plain];
    }),
  );
}
