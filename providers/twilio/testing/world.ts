import { fileURLToPath } from "node:url";
import { type Clock, machineClock } from "../../../rehearsal/twilio/clock.ts";
import type { AccountSeed, NumberSeed } from "../../../rehearsal/twilio/seed.ts";
import { startTwilio, type Twilio } from "../../../rehearsal/twilio/server.ts";
import type { IncomingNumber, Store } from "../../../rehearsal/twilio/store.ts";
import { type Engine, type Plugin, type Raw, secret, startLog, startPlugin } from "../../kit/testing/engine.ts";
import type { Table } from "../../kit/testing/rows.ts";
import type { TableWorld } from "../../kit/testing/table.ts";
import { keyOf } from "../settings.ts";

export const acme: AccountSeed = {
  sid: `AC${"ac".repeat(16)}`,
  authToken: "acme-auth-token-0123456789",
  friendlyName: "Acme Dental",
  apiKeys: [{ sid: `SK${"a1".repeat(16)}`, secret: "acme-key-secret-0123456789" }],
  trunks: [`TK${"7a".repeat(16)}`],
  numbers: [
    {
      sid: `PN${"01".repeat(16)}`,
      phoneNumber: "+14155550101",
      friendlyName: "Front desk",
      voiceUrl: "https://pbx.acme.example/voice",
      voiceMethod: "GET",
      statusCallback: "https://pbx.acme.example/status",
    },
    { sid: `PN${"02".repeat(16)}`, phoneNumber: "+14155550102" },
  ],
  applications: [{ sid: `AP${"0a".repeat(16)}`, friendlyName: "Acme's own" }],
};

export const zenith: AccountSeed = {
  sid: `AC${"2e".repeat(16)}`,
  authToken: "zenith-auth-token-0123456789",
  friendlyName: "Zenith Travel",
};

/** The front desk's number and its SID. */
export const frontDesk = { number: "+14155550101", sid: `PN${"01".repeat(16)}` };
export const ownApplication = `AP${"0a".repeat(16)}`;
export const ownTrunk = `TK${"7a".repeat(16)}`;

export const numberUrn = (name: string) => `urn:pulumi:acme-us::aybiza::twilio:index:IncomingPhoneNumber::${name}`;
export const applicationUrn = (name: string) => `urn:pulumi:acme-us::aybiza::twilio:index:Application::${name}`;

const executable = fileURLToPath(new URL("../pulumi-resource-twilio", import.meta.url));

/** A test world: Twilio's stand-in (a fake of its API), the engine's log, and providers that use the stand-in. */
export interface World extends Twilio {
  readonly log: Awaited<ReturnType<typeof startLog>>;
  /** Starts the provider as the engine does. */
  plugin(env?: NodeJS.ProcessEnv): Promise<Plugin>;
  /** Opens an unconfigured connection to a process that has a stack's `twilio:*` configuration. */
  connectWithStackConfig(config: Record<string, string>): Promise<Engine>;
  /** Opens a connection to a new provider process and configures it for an account. */
  connect(account?: AccountSeed, config?: Raw): Promise<Engine>;
  /** Returns the process of a connection. */
  processOf(engine: Engine): Plugin;
  /** Returns the write requests since the last call of this function, such as `POST /Applications.json`. */
  changes(): string[];
  held(phoneNumber: string): IncomingNumber | undefined;
  stop(): Promise<void>;
}

export async function startWorld(
  accounts: readonly AccountSeed[] = [acme, zenith],
  { clock = machineClock }: { readonly clock?: Clock } = {},
): Promise<World> {
  const [twilio, log] = await Promise.all([
    startTwilio({ accounts, resolve: async () => undefined, clock }),
    startLog(),
  ]);
  const plugins = new Map<Engine, Plugin>();
  const started: Plugin[] = [];
  let looked = 0;
  const world: World = {
    ...twilio,
    log,
    async plugin(env = {}) {
      const plugin = await startPlugin(executable, [log.address], { AYBIZA_TWILIO_URL: twilio.origin, ...env });
      started.push(plugin);
      return plugin;
    },
    async connect(account = acme, config = {}) {
      const plugin = await world.plugin();
      const engine = plugin.connect();
      plugins.set(engine, plugin);
      await engine.configure({ accountSid: account.sid, authToken: secret(account.authToken), ...config });
      return engine;
    },
    connectWithStackConfig: async (config) => (await world.plugin({ PULUMI_CONFIG: JSON.stringify(config) })).connect(),
    processOf: (engine) => plugins.get(engine)!,
    changes() {
      const entries = twilio.store.journal.slice(looked).filter((e) => e.mutating);
      looked = twilio.store.journal.length;
      return entries.map((e) => `${e.method} ${e.path.split("/").slice(4).join("/")}`);
    },
    held: (phoneNumber) => twilio.store.holder(phoneNumber),
    async stop() {
      await Promise.all(
        started.map((p) => (p.process.exitCode === null && p.process.signalCode === null ? p.stop() : undefined)),
      );
      log.close();
      await twilio.close();
    },
  };
  return world;
}

/** A resource's table, with access to the resource's objects in the stand-in. */
export interface TwilioTable extends Table {
  /** Returns the stand-in's object by id. */
  held(store: Store, id: string): object | undefined;
  /** Changes a value in the stand-in, without the provider. Needed only if `held` doesn't return the stored object itself. */
  set?(store: Store, id: string, field: string, value: unknown): void;
  /** Numbers that the account has for the table's tests. */
  readonly numbers?: readonly NumberSeed[];
  /** True if the friendly name or description ends with the provider's create token. */
  readonly named?: true;
  /** Field name by input, if it isn't the input's name in snake case (`max_size` for `maxSize`). */
  readonly fields?: Readonly<Record<string, string>>;
}

/** Adapts the stand-in for table tests. The credentials are in the stack's configuration, not in any resource, as in a real stack. */
export async function tableWorld(tables: readonly TwilioTable[]): Promise<TableWorld> {
  const numbers = [...(acme.numbers ?? []), ...tables.flatMap((table) => table.numbers ?? [])];
  const twilio = await startTwilio({ accounts: [{ ...acme, numbers }], resolve: async () => undefined });
  const credentials = JSON.stringify({ [acme.sid]: { authToken: acme.authToken } });
  const tableOf = (token: string) => tables.find((table) => table.token === token)!;
  const held = (id: string, token: string) => tableOf(token).held(twilio.store, id) as Raw | undefined;
  const fieldOf = (input: string, token: string) => tableOf(token).fields?.[input] ?? keyOf(input);
  return {
    config: { accountSid: acme.sid },
    env: { AYBIZA_TWILIO_URL: twilio.origin, PULUMI_CONFIG: JSON.stringify({ credentials }) },
    stackConfig: { "twilio:credentials": { [acme.sid]: { authToken: acme.authToken } } },
    live(id, token) {
      const record = held(id, token);
      const inputs = Object.keys(tableOf(token).rows);
      const { named } = tableOf(token);
      const shown = (input: string, value: unknown) =>
        named && /^(friendlyName|description)$/.test(input) ? String(value).replace(/ [0-9a-f]{12}$/, "") : value;
      return record && Object.fromEntries(inputs.map((input) => [input, shown(input, record[fieldOf(input, token)])]));
    },
    drift(id, input, value, token) {
      const { set } = tableOf(token);
      if (set) set(twilio.store, id, fieldOf(input, token), value);
      else Object.assign(held(id, token)!, { [fieldOf(input, token)]: value });
    },
    changes: () => twilio.store.journal.filter((e) => e.mutating).length,
    stop: () => twilio.close(),
  };
}
