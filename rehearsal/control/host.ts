import { rmSync } from "node:fs";
import { UserError } from "../../domain/user-error.ts";
import type { Cancel, Request, UpEvent, UpResult } from "../../launch/world/protocol.ts";
import { claimWorld, removeWorld, type WorldRecord, worldHome, worldState } from "../../launch/world/record.ts";
import type { JournalEntry } from "../twilio/server.ts";
import { type AwsProviderChoice, startWorld, type World } from "../world.ts";
import { Calls } from "./calls.ts";
import { environmentOf } from "./environment.ts";
import { foreignEnvironment } from "./foreign-environment.ts";
import { HandlerLogs } from "./handler-logs.ts";
import { FileTail, type LogEntry, WorldLog } from "./log.ts";
import { clearName, nameTaken } from "./names.ts";
import { endLeftBehind, WORLD_MARK } from "./processes.ts";
import { endReviews } from "./reviews.ts";
import { type Exchange, listen } from "./server.ts";
import { locksOf } from "./stacks.ts";
import { statusOf } from "./status.ts";
import { type Interrupts, Updates } from "./updates.ts";

/** A named world that this process runs. Other processes use it through its control socket. */
export interface WorldHost {
  readonly name: string;
  readonly world: World;
  readonly startSeconds: number;
  /** Deploys stacks in order; creates those that don't exist. */
  up(stacks: readonly string[], onEvent?: (event: UpEvent) => void, interrupts?: Interrupts): Promise<UpResult>;
  /** Stops everything and removes the world's files. May be called twice. */
  stop(): Promise<void>;
  /** Settles when the world has stopped, for whatever reason. */
  readonly stopped: Promise<void>;
}

/** Starts a named world in this process. */
export async function hostWorld(
  name: string,
  begun = performance.now(),
  { awsProvider = "own" }: { awsProvider?: AwsProviderChoice } = {},
): Promise<WorldHost> {
  clearName(name);
  const record = claimWorld(name);
  // Another process claimed the name after the check above.
  if (record === undefined) throw nameTaken(name, worldState(name).record);
  const home = worldHome(name);
  // All processes that the world starts inherit this variable.
  process.env[WORLD_MARK] = home.dir;
  rmSync(home.log, { force: true });
  let world: World | undefined;
  const log = new WorldLog(home.log, () => (world === undefined ? [] : secretsOf(world)));
  try {
    world = await startWorld({ dir: home.world, awsProvider });
    const host = new Host(record, world, log, (performance.now() - begun) / 1000);
    const server = await listen(record.socket, (request, exchange) => host.serve(request, exchange));
    host.onStop(() => server.close());
    log.write("world", `${name} is up in ${host.startSeconds.toFixed(1)} s, process ${process.pid}`);
    return host;
  } catch (error) {
    await world?.stop();
    removeWorld(name);
    throw error;
  }
}

/** Lists the credentials of every account. They must never be logged. */
function* secretsOf(world: World): Iterable<string> {
  for (const account of world.twilio.store.accounts.values()) {
    yield account.auth_token;
    if (account.secondary_auth_token !== undefined) yield account.secondary_auth_token;
    yield* account.api_keys.values();
  }
}

/** Derives a level from the words of a log line, since MiniStack's log has no levels. */
const levelOf = (line: string): LogEntry["level"] =>
  /\b(ERROR|CRITICAL|Traceback)\b/.test(line) ? "error" : /\bWARN/.test(line) ? "warn" : "info";

/** Converts a client's messages into interrupts. A closed connection (killed process, closed terminal) also interrupts the update. */
function interruptsFrom(more: AsyncIterator<unknown>): Interrupts {
  const [interrupt, terminate] = [new AbortController(), new AbortController()];
  const cancel = () => (interrupt.signal.aborted ? terminate : interrupt).abort();
  const follow = async () => {
    for (let next = await more.next(); !next.done; next = await more.next())
      if ((next.value as Cancel).cancel === true) cancel();
  };
  void follow()
    .catch(() => undefined) // a line that isn't JSON ends the connection
    .then(() => interrupt.abort());
  return { interrupt: interrupt.signal, terminate: terminate.signal };
}

class Host implements WorldHost {
  readonly name: string;
  readonly world: World;
  readonly startSeconds: number;
  readonly stopped: Promise<void>;
  readonly #record: WorldRecord;
  readonly #log: WorldLog;
  readonly #handlerLogs: HandlerLogs;
  readonly #awsOutput: FileTail;
  readonly #calls: Calls;
  readonly #updates: Updates;
  #settle: () => void = () => {};
  #ending: Promise<void> | undefined;
  #stopping: Promise<void> | undefined;
  #closeServer: () => Promise<void> = async () => {};
  /** The exclusive operation in progress: an update or a reset. */
  #busy: string | undefined;
  /** The last request to the Twilio stand-in that was logged. `#notifications` counts the logged entries of the stand-in's error log. */
  #journal: JournalEntry | undefined;
  #notifications = 0;
  #syncing: Promise<void> | undefined;

  constructor(record: WorldRecord, world: World, log: WorldLog, startSeconds: number) {
    this.name = record.name;
    this.world = world;
    this.startSeconds = startSeconds;
    this.#record = record;
    this.#log = log;
    this.#handlerLogs = new HandlerLogs(world.aws.endpoint, () =>
      world.project.regions().map(({ awsRegion }) => awsRegion),
    );
    this.#awsOutput = new FileTail(world.aws.log);
    this.#calls = new Calls(world, log);
    this.#updates = new Updates(record.name, world, log);
    this.stopped = new Promise((done) => {
      this.#settle = done;
    });
  }

  onStop(closeServer: () => Promise<void>): void {
    this.#closeServer = closeServer;
  }

  async serve(request: Request, exchange: Exchange): Promise<object> {
    switch (request.verb) {
      case "status":
        return statusOf(
          { record: this.#record, world: this.world, startSeconds: this.startSeconds },
          request.brief ?? false,
        );
      case "env":
        return request.twilio === undefined
          ? environmentOf(this.world)
          : foreignEnvironment(this.world, request.twilio);
      case "up":
        return this.up(request.stacks, (event) => exchange.event(event), interruptsFrom(exchange.more));
      case "log":
        await this.#sync();
        return {};
      case "call": {
        if (this.#busy === "a reset")
          throw new UserError(
            "reset-under-way",
            "the world is being reset, so no call is placed",
            "Call again in a moment",
          );
        const report = await this.#calls.place(request, exchange);
        await this.#sync();
        return report;
      }
      case "review":
        return { reviewed: endReviews(this.world.twilio.store, request.reject) };
      case "reset":
        return this.#alone("a reset", () => this.#reset());
      case "stop": {
        await this.#end();
        // Stop after the reply is sent, since stopping closes the connection.
        setImmediate(() => void this.stop());
        return {};
      }
      default:
        throw new UserError(
          "request-unknown",
          `the running world is of another version and doesn't support the request ${JSON.stringify((request as Request).verb)}`,
          ["Restart the world:  ./aybiza world stop, then ./aybiza world start"],
        );
    }
  }

  async up(
    stacks: readonly string[],
    onEvent: (event: UpEvent) => void = () => {},
    interrupts: Interrupts = {},
  ): Promise<UpResult> {
    return this.#alone("an update", () => this.#updates.up(stacks, onEvent, interrupts));
  }

  async #alone<T>(what: string, act: () => Promise<T>): Promise<T> {
    if (this.#busy !== undefined)
      throw new UserError("world-busy", `${this.#busy} is in progress in this world`, "Wait until it has ended");
    this.#busy = what;
    try {
      return await act();
    } finally {
      this.#busy = undefined;
    }
  }

  async #reset(): Promise<object> {
    const locked = locksOf(this.world.stateOfStacks).flatMap(({ stack, isStale }) => (isStale ? [] : [stack]));
    if (locked.length > 0)
      throw new UserError(
        "stack-locked",
        `pulumi is updating ${locked.join(", ")}, so the world can't be reset`,
        "Wait until it has ended, or stop the world:  ./aybiza world stop",
      );
    const began = performance.now();
    await this.#calls.hangUpAll();
    await this.#sync();
    await this.world.reset();
    this.#handlerLogs.forget();
    this.#journal = undefined;
    this.#notifications = 0;
    const seconds = (performance.now() - began) / 1000;
    this.#log.write("world", `reset in ${seconds.toFixed(1)} s`);
    return { seconds };
  }

  /** Writes new entries of every part to the log. Runs one at a time, so that no entry is written twice. */
  async #sync(): Promise<void> {
    while (this.#syncing !== undefined) await this.#syncing;
    this.#syncing = this.#gather().finally(() => {
      this.#syncing = undefined;
    });
    await this.#syncing;
  }

  async #gather(): Promise<void> {
    // The journal drops its oldest entries, so an index would shift: find the position by the last entry logged.
    const { journal } = this.world.twilio.store;
    const fresh = journal.slice(this.#journal === undefined ? 0 : journal.lastIndexOf(this.#journal) + 1);
    this.#journal = journal.at(-1);
    for (const { time, method, path, operationId, status } of fresh) {
      const level: LogEntry["level"] =
        status === undefined || status >= 500 ? "error" : status >= 400 ? "warn" : "info";
      this.#log.write("twilio", `${method} ${path} ${status ?? "no answer"} ${operationId}`, { at: time, level });
    }
    const { notifications } = this.world.twilio;
    for (; this.#notifications < notifications.length; this.#notifications += 1) {
      const { level, code, message, callSid } = notifications[this.#notifications]!;
      this.#log.write("network", `${code} ${message}`, { level: level === "error" ? "error" : "warn", callSid });
    }
    for (const line of this.#awsOutput.next()) this.#log.write("aws", line, { level: levelOf(line) });
    for (const { at, level, text, callSid } of await this.#handlerLogs.next())
      this.#log.write("handlers", text, { at, level, callSid });
  }

  #end(): Promise<void> {
    this.#ending ??= (async () => {
      await this.#calls.hangUpAll();
      this.#handlerLogs.close();
      await this.world.stop();
      endLeftBehind(worldHome(this.name).dir);
      removeWorld(this.name);
    })();
    return this.#ending;
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#end()
      .then(() => this.#closeServer())
      .then(() => this.#settle());
    return this.#stopping;
  }
}
