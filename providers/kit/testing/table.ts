import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Run, Step } from "../../../rehearsal/engine.ts";
import type { PackageSpec, ResourceSpec } from "../define.ts";
import { rootOf } from "../diff.ts";
import type { Bag } from "../handler.ts";
import { flaggedPaths, flagsOf } from "../shape.ts";
import { textsAt } from "../wire.ts";
import { secret, startPlugin, unknown } from "./engine.ts";
import { Project, type Stored } from "./project.ts";

/** What a resource must live through, as data: one row for each of its inputs. */
export interface ResourceTable {
  /** Names the test's folder. */
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: a package of any client
  readonly spec: PackageSpec<any>;
  /** The package's folder, with its executable `pulumi-resource-NAME`. */
  readonly folder: string;
  readonly token: string;
  /** Starts the vendor's stand-in. */
  world(): Promise<TableWorld>;
  /** The inputs that each row's resource is made with; `row` where a value must be unlike all others. */
  inputs(row: string): Bag;
  readonly rows: Readonly<Record<string, Row>>;
}

/** One input, in a resource of its own. */
export interface Row {
  /** Its value at first, where that isn't the one of `inputs`. */
  readonly from?: unknown;
  /** What an update gives it; undefined: not given any more. */
  readonly to: unknown;
  /** What the vendor holds after the update, where that isn't `to`. */
  readonly live?: unknown;
  /** The update makes a new one in its place. */
  readonly replaces?: true;
  /** What somebody sets at the vendor behind the program's back; or why nobody can. */
  readonly drift: { readonly to: unknown } | { readonly never: string };
}

/** The vendor's stand-in, as the table asks for it. */
export interface TableWorld {
  /** The provider instance's configuration. */
  readonly config: Bag;
  /** Environment of the provider: how it reaches the stand-in. */
  readonly env: NodeJS.ProcessEnv;
  /** The stack's configuration: the credentials. */
  readonly stackConfig?: Bag;
  /** What the vendor holds of an id, by the inputs' names; undefined when it is gone. */
  live(id: string): Bag | undefined | Promise<Bag | undefined>;
  /** Changes an input's value at the vendor, past the provider. */
  drift(id: string, input: string, value: unknown): void | Promise<void>;
  /** Requests so far that were to change something. */
  changes(): number;
  stop(): void | Promise<void>;
}

const STACK = "dev";
const COMMAND_MS = 120_000;

/**
 * Lives a resource's life with the real engine: preview, create, a preview without a change, an update of each input, import with a
 * preview without a change, drift found and mended, delete. Fails where an input has no row, so a table stays whole.
 */
export function testResource(table: ResourceTable): void {
  describe(table.token, () => {
    const spec: ResourceSpec<unknown> = specOf(table);
    const rows = Object.keys(table.rows);
    const first = new Project(table.name, { name: table.spec.name, folder: table.folder });
    let world: TableWorld;
    let made: Map<string, Stored>;

    const at = (changed: boolean, options: (row: string) => Bag = () => ({})) => ({
      config: world.config,
      resources: rows.map((row) => {
        const { from, to } = table.rows[row]!;
        const inputs = { ...table.inputs(row), ...(from !== undefined && { [row]: from }) };
        const given = changed ? withValue(inputs, row, to) : inputs;
        return { token: table.token, name: row, inputs: given, options: options(row) };
      }),
    });
    const run = (project: Project, command: string, args: string[] = []) =>
      project.must(STACK, command, args, { env: world.env });
    const stored = () => new Map(first.stored(STACK).map((r) => [nameOf(r.urn), r]));
    const expectLive = async (changed: boolean) => {
      for (const { name, inputs } of at(changed).resources) {
        const row = table.rows[name]!;
        const wanted = { ...inputs, ...(changed && { [name]: "live" in row ? row.live : row.to }) };
        const live = await world.live(made.get(name)!.id);
        expect({ [name]: live }).toEqual({ [name]: expect.objectContaining(givenOf(wanted)) });
      }
    };

    beforeAll(async () => {
      world = await table.world();
      await first.init(STACK, world.stackConfig);
    }, COMMAND_MS);
    afterAll(async () => {
      await world?.stop();
      first.remove();
    });

    test("each input has a row, and everything is described", () => {
      expect(rows.sort()).toEqual(Object.keys(spec.inputs.shape).sort());
      const types = { ...spec.inputs.shape, ...spec.outputs.shape };
      expect(Object.keys(types).filter((name) => !flagsOf(types[name] as never).description)).toEqual([]);
    });

    test("each input may be unknown in a preview, and stays it", async () => {
      const executable = join(table.folder, `pulumi-resource-${table.spec.name}`);
      const plugin = await startPlugin(executable, [], world.env);
      try {
        const engine = plugin.connect();
        await engine.configure(world.config);
        for (const row of rows) {
          const urn = `urn:pulumi:${STACK}::kit-test::${table.token}::${row}`;
          const { inputs, failures } = await engine.check(urn, { ...sealed(table.inputs(row)), [row]: unknown });
          expect(failures).toEqual([]);
          expect((await engine.create(urn, inputs, { preview: true })).state[row]).toBe(unknown);
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
        expect(opsOf(await run(first, "preview"))).toEqual(all(rows, "create"));
        expect(world.changes()).toBe(before);
      },
      COMMAND_MS,
    );

    test(
      "create: the vendor has what the program says, and the state no secret",
      async () => {
        expect(opsOf(await run(first, "up"))).toEqual(all(rows, "create"));
        made = stored();
        await expectLive(false);
        const state = first.stateText(STACK);
        const secrets = at(false).resources.flatMap((r) => textsAt(r.inputs, flaggedPaths(spec.inputs, "secret")));
        expect(secrets.filter((text) => state.includes(text))).toEqual([]);
      },
      COMMAND_MS,
    );

    test(
      "then nothing is to be done, and a refresh finds nothing",
      async () => {
        const before = world.changes();
        expect(opsOf(await run(first, "preview", ["--refresh", "--expect-no-changes"]))).toEqual({});
        expect(world.changes()).toBe(before);
      },
      COMMAND_MS,
    );

    test(
      "an update of each input changes that input alone",
      async () => {
        first.declare(at(true));
        const updated = await run(first, "up");
        const wanted = rows.map((row) => [row, table.rows[row]!.replaces ? "replace" : "update"]);
        expect(opsOf(updated)).toEqual(Object.fromEntries(wanted));
        expect(changedRoots(updated.steps)).toEqual(Object.fromEntries(rows.map((row) => [row, [row]])));
        const before = made;
        made = stored();
        const kept = rows.filter((row) => made.get(row)!.id === before.get(row)!.id);
        expect(kept).toEqual(rows.filter((row) => !table.rows[row]!.replaces));
        await expectLive(true);
      },
      COMMAND_MS,
    );

    test(
      "an import by id takes each over, and then nothing is to be done",
      async () => {
        const second = new Project(`${table.name}-import`, { name: table.spec.name, folder: table.folder });
        try {
          await second.init(STACK, world.stackConfig);
          second.declare(at(true, (row) => ({ import: made.get(row)!.id })));
          const before = world.changes();
          expect(opsOf(await run(second, "up"))).toEqual(all(rows, "import"));
          second.declare(at(true));
          expect(opsOf(await run(second, "preview", ["--refresh", "--expect-no-changes"]))).toEqual({});
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
        const drifts = Object.entries(table.rows).flatMap(([row, { drift }]) =>
          "to" in drift ? [{ row, to: drift.to }] : [],
        );
        for (const { row, to } of drifts) await world.drift(made.get(row)!.id, row, to);
        const mended = await run(first, "up", ["--refresh"]);
        expect(changedRoots(mended.steps)).toEqual(Object.fromEntries(drifts.map(({ row }) => [row, [row]])));
        made = stored();
        await expectLive(true);
      },
      COMMAND_MS,
    );

    test(
      "a destroy deletes them",
      async () => {
        const ids = [...made.values()].map((r) => r.id);
        await run(first, "destroy");
        expect(await Promise.all(ids.map((id) => world.live(id)))).toEqual(ids.map(() => undefined));
      },
      COMMAND_MS,
    );
  });
}

function specOf(table: ResourceTable): ResourceSpec<unknown> {
  const spec = table.spec.resources.find((r) => r.token === table.token);
  if (!spec)
    throw new Error(`package ${table.spec.name} lists no resource ${table.token}: add it to its \`resources\``);
  return spec;
}

function withValue(inputs: Bag, name: string, value: unknown): Bag {
  const { [name]: _, ...others } = inputs;
  return value === undefined ? others : { ...others, [name]: value };
}

/** `{"$secret": value}` as the engine sends a secret. */
function sealed(inputs: Bag): Bag {
  return JSON.parse(JSON.stringify(inputs), (_, value) =>
    value?.$secret === undefined ? value : secret(value.$secret),
  );
}

function givenOf(inputs: Bag): Bag {
  const plain = JSON.parse(JSON.stringify(inputs), (_, value) => value?.$secret ?? value);
  return Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
}

const nameOf = (urn: string) => urn.split("::").slice(3).join("::");

const all = (rows: readonly string[], op: string) => Object.fromEntries(rows.map((row) => [row, op]));

/** What the engine did with each resource; of a replacement, that it is one. */
function opsOf({ steps }: Run): Record<string, string> {
  const parts = ["create-replacement", "delete-replaced", "discard-replaced"];
  const own = steps.filter((s) => !s.type.startsWith("pulumi:") && !parts.includes(s.op));
  return Object.fromEntries(own.map((s) => [nameOf(s.urn), s.op]));
}

/** Names of the inputs that differed, by resource. */
function changedRoots(steps: readonly Step[]): Record<string, string[]> {
  const own = steps.filter((s) => !s.type.startsWith("pulumi:") && ["update", "replace"].includes(s.op));
  return Object.fromEntries(own.map((s) => [nameOf(s.urn), [...new Set(s.diffs.map(rootOf))]]));
}
