import grpc from "@grpc/grpc-js";
import engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engineProto from "@pulumi/pulumi/proto/engine_pb.js";
import type { Context } from "./handler.ts";

/** The state of one engine's connection. The engine opens a connection for each provider instance. */
export interface Connection<Client> {
  /** Set by `configure`. */
  client?: Client;
  /** Secret texts of the configuration: never shown. */
  readonly secrets: Set<string>;
  /** Resources whose inputs were checked over this connection: the program declares them. */
  readonly declared: Set<string>;
  /** Resources for which the engine sent an earlier state. */
  readonly existed: Set<string>;
  /** Ids that creates of this connection returned, by URN. */
  readonly created: Map<string, string>;
  /** Ids that diffs of this connection kept, by URN. */
  readonly kept: Map<string, string>;
  /** Calls in flight: cancelled together. */
  readonly running: Set<AbortController>;
  /** The engine has cancelled: nothing new begins on this connection. */
  cancelled: boolean;
  engine?: engineGrpc.EngineClient;
}

/** A provider that many engines attach to keeps this many connections; the oldest are forgotten. */
const MOST_CONNECTIONS = 500;

/** The connections of one server, by the peer's address. */
export class Connections<Client> {
  readonly #byPeer = new Map<string, Connection<Client>>();
  /** The configuration texts seen: with a single one, a connection that was opened anew may use its client. */
  readonly #configurations = new Set<string>();
  #latest: Client | undefined;
  readonly #engineAddress: string | undefined;

  constructor(engineAddress: string | undefined) {
    this.#engineAddress = engineAddress;
  }

  of(peer: string): Connection<Client> {
    let connection = this.#byPeer.get(peer);
    if (!connection) {
      connection = {
        secrets: new Set(),
        declared: new Set(),
        existed: new Set(),
        created: new Map(),
        kept: new Map(),
        running: new Set(),
        cancelled: false,
      };
      this.#byPeer.set(peer, connection);
      if (this.#engineAddress) this.attach(connection, this.#engineAddress);
      const oldest = this.#byPeer.keys().next().value;
      if (this.#byPeer.size > MOST_CONNECTIONS && oldest !== undefined) this.#forget(oldest);
    }
    return connection;
  }

  configured(connection: Connection<Client>, client: Client, configuration: string): void {
    connection.client = client;
    this.#latest = client;
    this.#configurations.add(configuration);
  }

  /**
   * The client of a connection. gRPC may reopen an idle connection under another port; the latest client serves it then, unless several
   * configurations are in use, since the wrong one could reach another account.
   */
  clientOf(connection: Connection<Client>): Client | undefined {
    return connection.client ?? (this.#configurations.size === 1 ? this.#latest : undefined);
  }

  /** The engine's address for messages, as its handshake or `attach` gives it. */
  attach(connection: Connection<Client>, address: string): void {
    connection.engine?.close();
    connection.engine = new engineGrpc.EngineClient(address, grpc.credentials.createInsecure());
  }

  cancelAll(): void {
    for (const connection of this.#byPeer.values()) cancel(connection);
  }

  close(): void {
    this.cancelAll();
    for (const peer of [...this.#byPeer.keys()]) this.#forget(peer);
  }

  #forget(peer: string): void {
    this.#byPeer.get(peer)?.engine?.close();
    this.#byPeer.delete(peer);
  }
}

/** The reason for aborting a call that the engine cancelled. */
export const cancelled = () =>
  new DOMException("cancelled by the engine: run the command again, it goes on from here", "AbortError");

/** Aborts every call in flight on a connection, and refuses later calls. */
export function cancel(connection: Connection<unknown>): void {
  connection.cancelled = true;
  for (const running of connection.running) {
    running.abort(cancelled());
  }
}

const severities = {
  debug: engineProto.LogSeverity.DEBUG,
  info: engineProto.LogSeverity.INFO,
  warning: engineProto.LogSeverity.WARNING,
  error: engineProto.LogSeverity.ERROR,
} as const;

/** Shows a message at a resource in the engine's output. Resolves when the engine has it; a message that can't be delivered is dropped. */
export function logTo(
  connection: Connection<unknown>,
  urn: string,
  severity: Parameters<Context<unknown>["log"]>[0],
  message: string,
): Promise<void> {
  const { engine } = connection;
  if (!engine) return Promise.resolve();
  const request = new engineProto.LogRequest();
  request.setSeverity(severities[severity]);
  request.setMessage(message);
  request.setUrn(urn);
  return new Promise((resolve) => {
    engine.log(request, new grpc.Metadata(), { deadline: Date.now() + 2000 }, () => resolve());
  });
}
