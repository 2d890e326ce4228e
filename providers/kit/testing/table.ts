import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PackageSpec, ResourceSpec } from "../define.ts";
import type { Bag } from "../handler.ts";
import { flaggedPaths, flagsOf } from "../shape.ts";
import { textsAt } from "../wire.ts";
import { startPlugin, unknown } from "./engine.ts";
import { Project, type Stored } from "./project.ts";
import * as rows from "./rows.ts";

/** Tables of one package that are tested together: each engine command runs once for all of them. */
export interface Family {
  /** Name of the test's folder. */
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: the package's client can have any type
  readonly spec: PackageSpec<any>;
  /** The package's folder, with its executable `pulumi-resource-NAME`. */
  readonly folder: string;
  /** Starts the stand-in: a fake of the vendor's API. */
  world(): Promise<TableWorld>;
  readonly tables: readonly rows.Table[];
}

/** A family with a single table. */
export interface ResourceTable extends rows.Table, Omit<Family, "tables"> {}

/** The vendor's stand-in, with the operations that a table test needs. */
export interface TableWorld {
  /** The provider instance's configuration. */
  readonly config: Bag;
  /** Environment variables of the provider, through which it reaches the stand-in. */
  readonly env: NodeJS.ProcessEnv;
  /** The stack's configuration, with the credentials. */
  readonly stackConfig?: Bag;
  /** Returns the vendor's values of a resource, by input name; undefined if it doesn't exist. */
  live(id: string, token: string): Bag | undefined | Promise<Bag | undefined>;
  /** Changes an input's value at the vendor, without the provider. */
  drift(id: string, input: string, value: unknown, token: string): void | Promise<void>;
  /** Number of write requests so far. */
  changes(): number;
  stop(): void | Promise<void>;
}

const STACK = "dev";
const COMMAND_MS = 240_000;

/** Tests one resource's lifecycle: {@link testFamily} for a single table. */
export function testResource({ token, inputs, rows, parents, ...family }: ResourceTable): void {
  testFamily({ ...family, tables: [{ token, inputs, rows, ...(parents && { parents }) }] });
}

/**
 * Tests the resources' lifecycles with the real engine: preview, create, a preview without a change, an update of each input, import with a
 * preview without a change, detection and repair of drift, delete. Fails if an input has no row, so that a table stays complete.
 * During development, `TABLES=Trunk,Queue` in the environment runs only these tables.
 */
export function testFamily(family: Family): void {
  const only = process.env.TABLES?.split(",");
  const tables = family.tables.filter((table) => only?.includes(rows.kindOf(table)) ?? true);
  describe(tables.length === 1 ? tables[0]!.token : `package ${family.spec.name}`, () => {
    const lived = rows.livedOf(tables);
    const parents = [...new Map(tables.flatMap((t) => t.parents ?? []).map((p) => [p.name, p])).values()];
    const names = [...parents, ...lived].map(({ name }) => name);
    const first = new Project(family.name, { name: family.spec.name, folder: family.folder });
    let world: TableWorld;
    let made: Map<string, Stored>;

    const at = (changed: boolean, options: (name: string) => Bag = () => ({})) => ({
      config: world.config,
      resources: [
        ...parents.map((parent) => ({ ...parent, options: { ...parent.options, ...options(parent.name) } })),
        ...lived.map((one) => rows.declared(one, changed, options(one.name))),
      ],
    });
    const run = (project: Project, command: string, args: string[] = []) =>
      project.must(STACK, command, args, { env: world.env });
    const stored = () => new Map(first.stored(STACK).map((r) => [rows.nameOf(r.urn), r]));
    const rowOf = ({ table, row }: rows.Lived) => table.rows[row]!;
    const expectLive = async (changed: boolean) => {
      for (const one of lived) {
        const live = await world.live(made.get(one.name)!.id, one.table.token);
        const wanted = expect.objectContaining(rows.wantedOf(one, changed, made));
        expect({ [one.name]: live }).toEqual({ [one.name]: wanted });
      }
    };

    beforeAll(async () => {
      world = await family.world();
      await first.init(STACK, world.stackConfig);
    }, COMMAND_MS);
    afterAll(async () => {
      await world?.stop();
      first.remove();
    });

    test.each(tables.map((table) => [rows.kindOf(table), table] as const))(
      "%s: each input has a row, and everything is described",
      (_, table) => {
        const spec = specOf(family, table.token);
        expect(Object.keys(table.rows).sort()).toEqual(Object.keys(spec.inputs.shape).sort());
        const types = { ...spec.inputs.shape, ...spec.outputs.shape };
        expect(Object.keys(types).filter((name) => !flagsOf(types[name] as never).description)).toEqual([]);
      },
    );

    test("each input may be unknown in a preview, and stays it", async () => {
      const executable = join(family.folder, `pulumi-resource-${family.spec.name}`);
      const plugin = await startPlugin(executable, [], world.env);
      try {
        const engine = plugin.connect();
        await engine.configure(world.config);
        for (const { table, row, name } of lived) {
          const urn = `urn:pulumi:${STACK}::kit-test::${table.token}::${name}`;
          const { inputs, failures } = await engine.check(urn, { ...rows.sealed(table.inputs(row)), [row]: unknown });
          expect({ name, failures }).toEqual({ name, failures: [] });
          expect({ name, is: (await engine.create(urn, inputs, { preview: true })).state[row] }).toEqual({
            name,
            is: expect.toSatisfy((value) => JSON.stringify(value).includes(unknown)),
          });
        }
      } finally {
        await plugin.stop();
      }
    });

    test(
      "a preview makes nothing",
      async () => {
        first.declare(at(false));
        const before = world.changes();
        expect(rows.opsOf(await run(first, "preview"))).toEqual(rows.all(names, "create"));
        expect(world.changes()).toBe(before);
      },
      COMMAND_MS,
    );

    test(
      "create: the vendor has what the program says, and the state no secret",
      async () => {
        expect(rows.opsOf(await run(first, "up"))).toEqual(rows.all(names, "create"));
        made = stored();
        await expectLive(false);
        const state = first.stateText(STACK);
        const secrets = lived.flatMap((one) =>
          textsAt(rows.inputsOf(one, false), flaggedPaths(specOf(family, one.table.token).inputs, "secret")),
        );
        expect(secrets.filter((text) => state.includes(text))).toEqual([]);
      },
      COMMAND_MS,
    );

    test(
      "then nothing is to be done, and a refresh finds nothing",
      async () => {
        const before = world.changes();
        expect(rows.opsOf(await run(first, "preview", ["--refresh", "--expect-no-changes"]))).toEqual({});
        expect(world.changes()).toBe(before);
      },
      COMMAND_MS,
    );

    test(
      "an update of each input changes that input alone",
      async () => {
        first.declare(at(true));
        const updated = await run(first, "up");
        const changing = lived.filter((one) => !rowOf(one).once);
        const wanted = changing.map((one) => [one.name, rowOf(one).replaces ? "replace" : "update"]);
        expect(rows.opsOf(updated)).toEqual(Object.fromEntries(wanted));
        const changed = Object.fromEntries(changing.map(({ name, row }) => [name, [row]]));
        expect(rows.changedRoots(updated.steps)).toEqual(changed);
        const before = made;
        made = stored();
        const kept = lived.filter(({ name }) => made.get(name)!.id === before.get(name)!.id);
        expect(kept.map(({ name }) => name)).toEqual(lived.filter((o) => !rowOf(o).replaces).map(({ name }) => name));
        await expectLive(true);
      },
      COMMAND_MS,
    );

    test(
      "an import by id takes each over, and then nothing is to be done",
      async () => {
        const second = new Project(`${family.name}-import`, { name: family.spec.name, folder: family.folder });
        try {
          await second.init(STACK, world.stackConfig);
          second.declare(at(true, (name) => ({ import: made.get(name)!.id })));
          const before = world.changes();
          expect(rows.opsOf(await run(second, "up"))).toEqual(rows.all(names, "import"));
          second.declare(at(true));
          expect(rows.opsOf(await run(second, "preview", ["--refresh", "--expect-no-changes"]))).toEqual({});
          expect(world.changes()).toBe(before);
        } finally {
          second.remove();
        }
      },
      COMMAND_MS,
    );

    test(
      "what was changed behind the program's back is found, and mended",
      async () => {
        const drifted: Record<string, string[]> = {};
        for (const one of lived) {
          const { drift } = rowOf(one);
          if (!("to" in drift)) continue;
          await world.drift(made.get(one.name)!.id, one.row, rows.resolved(drift.to, made), one.table.token);
          drifted[one.name] = [one.row];
        }
        const mended = await run(first, "up", ["--refresh"]);
        expect(rows.changedRoots(mended.steps)).toEqual(drifted);
        made = stored();
        await expectLive(true);
      },
      COMMAND_MS,
    );

    test(
      "a destroy deletes them",
      async () => {
        const ids = lived.map(({ name, table }) => [made.get(name)!.id, table.token] as const);
        await run(first, "destroy");
        expect(await Promise.all(ids.map((one) => world.live(...one)))).toEqual(ids.map(() => undefined));
      },
      COMMAND_MS,
    );
  });
}

function specOf({ spec }: Family, token: string): ResourceSpec<unknown> {
  const found = spec.resources.find((r) => r.token === token);
  if (!found) throw new Error(`package ${spec.name} lists no resource ${token}: add it to its \`resources\``);
  return found;
}
