import type grpc from "@grpc/grpc-js";
import type struct from "google-protobuf/google/protobuf/struct_pb.js";
import { type Connection, type Connections, cancelled, logTo } from "./connection.ts";
import { toWire } from "./errors.ts";
import { type Context, type ProviderDefinition, ProviderError, type Timeouts } from "./handler.ts";
import { type Marks, type Opened, open, redact, seal } from "./wire.ts";

/** One gRPC call: its request, its connection, and a response without plaintext secrets. */
export interface Call<Client, Request> {
  readonly request: Request;
  readonly connection: Connection<Client>;
  readonly signal: AbortSignal;
  /** Unwraps a property bag of the request, and records its secrets for the response. */
  open(message: struct.Struct | undefined): Opened;
  /** Wraps a bag of the response. `marks`: secret paths of incoming bags of the same shape. @default the marks of every unwrapped bag */
  seal(bag: object, names: readonly string[] | undefined, marks?: readonly Marks[]): struct.Struct;
  context(urn: string, effects: "none" | "real", preview?: boolean): Context<Client>;
}

export interface Served<Client> {
  readonly definition: ProviderDefinition<Client>;
  readonly connections: Connections<Client>;
}

interface Timed {
  getTimeout?(): number;
  getUrn?(): string;
}

/** Default timeout of a resource's calls, in seconds, if neither the program nor the resource's definition sets one. */
const DEFAULT_TIMEOUT = 20 * 60;

/**
 * Makes a gRPC method from an async function: aborts it when the engine cancels or disconnects, or after the resource's timeout; sends a thrown error
 * as a gRPC error; delivers its log messages before the response.
 */
export function unary<Client, Request, Response>(
  served: Served<Client>,
  run: (call: Call<Client, Request>) => Promise<Response> | Response,
  /** The operation on a resource, if the call has a timeout. */
  does?: keyof Timeouts,
): grpc.handleUnaryCall<Request, Response> {
  return (raw, answer) => {
    const connection = served.connections.of(raw.getPeer());
    const abort = new AbortController();
    const seconds = does ? secondsFor(served, raw.request as Timed, does) : 0;
    const timer = seconds > 0 ? setTimeout(() => abort.abort(timedOut(seconds)), seconds * 1000) : undefined;
    connection.running.add(abort);
    // gRPC also emits `cancelled` after the response was sent.
    raw.on("cancelled", () => {
      if (connection.running.has(abort)) abort.abort(new DOMException("the engine hung up", "AbortError"));
    });

    const opened: Opened[] = [];
    const messages: Promise<void>[] = [];
    // Read for each message: the client may have received more secrets since.
    const held = () => {
      const client = served.connections.clientOf(connection);
      return new Set(client === undefined ? [] : served.definition.secretTexts?.(client));
    };
    const texts = () => [connection.secrets, held(), ...opened.map((o) => o.texts)];
    let names: readonly string[] | undefined;
    const call: Call<Client, Request> = {
      request: raw.request,
      connection,
      signal: abort.signal,
      open(message) {
        const bag = open(message);
        opened.push(bag);
        return bag;
      },
      seal: (bag, secretNames, marks) =>
        seal(bag, { marks: marks ?? opened.map((o) => o.marks), names: secretNames, texts: texts() }),
      context(urn, effects, preview = false) {
        names = served.definition.resources[typeOf(urn)]?.secrets;
        return {
          client: clientFor(served, connection, effects === "real" && !preview),
          urn,
          preview,
          signal: abort.signal,
          declared: connection.declared.has(urn),
          existed: connection.existed.has(urn),
          created: connection.created.get(urn),
          kept: connection.kept.get(urn),
          log: (severity, text) => void messages.push(logTo(connection, urn, severity, redact(text, ...texts()))),
        };
      },
    };

    const outgoing = {
      text: (text: string) => redact(text, ...texts()),
      bag: (bag: object) => call.seal(bag, names),
    };
    const outcome = Promise.resolve()
      .then(() => {
        if (does && connection.cancelled) throw cancelled();
        return run(call);
      })
      .then((response) => ({ response }))
      .catch((error) => {
        // After an abort, report the abort's reason instead of the error that it caused.
        const thrown = abort.signal.aborted && isAbort(error) ? abort.signal.reason : error;
        return { failed: toWire(thrown, outgoing) };
      })
      // A bag that can't be serialized becomes an error response: a crash would end the other calls.
      .catch((error) => ({ failed: toWire(error, { ...outgoing, bag: () => seal({}, { marks: [] }) }) }));
    void Promise.all([outcome, outcome.then(() => Promise.all(messages))])
      .then(([result]) => ("response" in result ? answer(null, result.response) : answer(result.failed)))
      .finally(() => {
        clearTimeout(timer);
        connection.running.delete(abort);
      });
  };
}

/** The program's `customTimeouts`, or else the timeout in the resource's definition. */
function secondsFor<Client>(served: Served<Client>, request: Timed, does: keyof Timeouts): number {
  const own = served.definition.resources[typeOf(request.getUrn?.() ?? "")]?.timeouts?.[does];
  return request.getTimeout?.() || own || DEFAULT_TIMEOUT;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || error.name === "TimeoutError");
}

function timedOut(seconds: number): DOMException {
  return new DOMException(
    `timed out after ${seconds} s: raise \`customTimeouts\` of the resource, or run it again`,
    "TimeoutError",
  );
}

function clientFor<Client>(served: Served<Client>, connection: Connection<Client>, effects: boolean): Client {
  const client = served.connections.clientOf(connection);
  if (client === undefined) {
    const { name } = served.definition;
    throw new ProviderError(
      "not-configured",
      `provider ${name}: this connection was not configured; run the command again`,
    );
  }
  return effects ? client : (served.definition.readOnly?.(client) ?? client);
}

/** Returns the type token of a URN: `urn:pulumi:stack::project::parent$type::name`. */
export function typeOf(urn: string): string {
  const types = urn.split("::")[2] ?? "";
  return types.slice(types.lastIndexOf("$") + 1);
}

/** Returns the handler for the resource type in a URN. */
export function resourceOf<Client>(served: Served<Client>, urn: string) {
  const type = typeOf(urn);
  const resource = served.definition.resources[type];
  if (!resource) {
    const known = Object.keys(served.definition.resources).join(", ");
    throw new ProviderError(
      "unknown-type",
      served.definition.unserved?.("resource type", type) ??
        `provider ${served.definition.name} has no resource type ${type}; it has ${known}`,
    );
  }
  return resource;
}
