import grpc from "@grpc/grpc-js";
import engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engineProto from "@pulumi/pulumi/proto/engine_pb.js";
import type { Context } from "./handler.ts";

/** The state of one engine's connection. The engine opens a connection for each provider instance. */
export interface Connection<Client> {
  /** The vendor's client. Undefined until `configure`. */
  client?: Client;
  /** Secret texts of the configuration, redacted from every message. */
  readonly secrets: Set<string>;
  /** URNs whose inputs were checked over this connection: the resources that the program declares. */
  readonly declared: Set<string>;
  /** URNs for which the engine sent an earlier state. */
  readonly existed: Set<string>;
  /** Ids that this connection's creates returned, by URN. */
  readonly created: Map<string, string>;
  /** Ids of resources for which this connection's diff asked for no replacement, by URN. */
  readonly kept: Map<string, string>;
  /** Calls in flight, so that a cancel aborts all of them. */
  readonly running: Set<AbortController>;
  /** True after the engine cancelled: the connection rejects every new call. */
  cancelled: boolean;
  engine?: engineGrpc.EngineClient;
}

/** Maximum number of connections kept, for a provider to which many engines attach; the oldest are dropped first. */
const MOST_CONNECTIONS = 500;

/** The connections of one server, by the engine's address. */
export class Connections<Client> {
  readonly #byPeer = new Map<string, Connection<Client>>();
  /** Distinct configurations received. If there is only one, a reopened connection may use the client made from it. */
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
   * Returns the client of a connection. gRPC may reopen an idle connection from another port. It then uses the latest client, unless several
   * configurations are in use: the wrong client could change another account.
   */
  clientOf(connection: Connection<Client>): Client | undefined {
    return connection.client ?? (this.#configurations.size === 1 ? this.#latest : undefined);
  }

  /** The engine's address for log messages, from its handshake or its `attach` call. */
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

/** Makes the abort reason of a call that the engine cancelled. */
export const cancelled = () =>
  new DOMException("cancelled by the engine: run the command again, it goes on from here", "AbortError");

/** Aborts every call in flight on a connection, and rejects later calls. */
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

/** Shows a message for a resource in the engine's output. Resolves when the engine received it; drops a message that can't be delivered. */
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
