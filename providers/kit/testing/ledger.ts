import { setTimeout as sleep } from "node:timers/promises";
import { InputErrors } from "../errors.ts";
import {
  type Bag,
  type DiffResult,
  PartialFailure,
  type ProviderDefinition,
  ProviderError,
  UNKNOWN,
} from "../handler.ts";
import { main } from "../main.ts";

/** A provider for the kit's own tests. It stores entries in memory; each property exercises one feature of the kit. */
class Ledger {
  readonly owner: string;
  readonly entries: Map<string, Bag>;
  readonly #readOnly: boolean;
  constructor(owner: string, entries = new Map<string, Bag>(), readOnly = false) {
    this.owner = owner;
    this.entries = entries;
    this.#readOnly = readOnly;
  }
  readOnly(): Ledger {
    return new Ledger(this.owner, this.entries, true);
  }
  write(id: string, entry: Bag): void {
    if (this.#readOnly) throw new ProviderError("read-only", "this ledger can't be written to");
    this.entries.set(id, entry);
  }
}

/** Formats the values that the handler received, with their types: `unknown` for a value that isn't known. */
function seen(value: unknown): string {
  return JSON.stringify(value, (_, v) => (v === UNKNOWN ? "unknown" : v));
}

async function wait({ signal }: { signal: AbortSignal }, { slow }: Bag): Promise<void> {
  if (slow) await sleep(slow, undefined, { signal });
}

const ledger: ProviderDefinition<Ledger> = {
  name: "ledger",
  version: "1.2.3",
  secretConfig: ["password"],
  configure(config) {
    console.log("a stray line of configure");
    if (config.owner === "nobody") throw new ProviderError("nobody", "a ledger needs an owner");
    return new Ledger(config.owner);
  },
  readOnly: (client) => client.readOnly(),
  resources: {
    "ledger:index:Entry": {
      secrets: ["pin"],
      async create(ctx, { inputs }) {
        await wait(ctx, inputs);
        if (inputs.fail) throw new ProviderError("failed", `it failed with ${inputs.fail}`);
        if (inputs.bug) throw new TypeError("a handler's bug");
        if (inputs.bad) throw new InputErrors("two mistakes", [{ property: "bad.a", reason: "too small" }]);
        if (inputs.say) ctx.log("warning", inputs.say);
        const id = `${ctx.client.owner}-${ctx.client.entries.size + 1}`;
        const state = {
          ...inputs,
          seen: seen(inputs),
          owner: ctx.client.owner,
          pin: "4711",
          nothing: undefined,
          when: new Date(0),
          later: ctx.preview ? UNKNOWN : "now",
          flags: { existed: ctx.existed, declared: ctx.declared },
        };
        if (!ctx.preview || inputs.writeInPreview) ctx.client.write(id, inputs);
        if (inputs.unsendable) Object.assign(state, { inner: { call: () => 1 } });
        if (inputs.half) throw new PartialFailure(id, state, [`half of ${inputs.half}`]);
        return ctx.preview ? { state } : { id, state };
      },
      async read(ctx, { id, inputs, state }) {
        await wait(ctx, inputs);
        const entry = ctx.client.entries.get(id);
        return entry && { id, inputs: { ...inputs, ...entry }, state: { ...state, ...entry } };
      },
      async update(ctx, { id, newInputs }) {
        await wait(ctx, newInputs);
        if (!ctx.preview) ctx.client.write(id, newInputs);
        return { state: { ...newInputs, seen: seen(newInputs) } };
      },
      async delete(ctx, { id, inputs }) {
        await wait(ctx, inputs);
        ctx.client.entries.delete(id);
      },
    },
    "ledger:index:Stone": {
      diff: (_ctx, { oldInputs, newInputs }) => ({
        changes: (oldInputs.text === newInputs.text
          ? {}
          : { text: "update-replace", "tags.team": "add" }) as DiffResult["changes"],
        stables: ["weight"],
        deleteBeforeReplace: true,
      }),
      timeouts: { create: 0.3 },
      async create(ctx, { inputs }) {
        await wait(ctx, inputs);
        return { id: "stone", state: {} };
      },
      read: async () => undefined,
      delete: async () => {},
    },
  },
  functions: {
    "ledger:index:getOwner": async (ctx, args) => ({ owner: ctx.client.owner, seen: seen(args) }),
  },
};

await main(ledger);
