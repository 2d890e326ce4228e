import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import grpc from "@grpc/grpc-js";
import engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type engineProto from "@pulumi/pulumi/proto/engine_pb.js";
import errorsProto from "@pulumi/pulumi/proto/errors_pb.js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import statusProto from "@pulumi/pulumi/proto/status_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";

/** The engine's side of the protocol, as far as tests need it. Bags are sent and returned raw, with their envelopes. */

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
/** The engine's sentinel for a string that isn't known yet. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** Makes the engine's envelope of a secret. */
export const secret = (value: unknown) => ({ [SIGNATURE]: SECRET, value });

export type Raw = Record<string, unknown>;

/** A provider's error in the form that the engine decodes. */
export class RpcError extends Error {
  readonly code: grpc.status;
  readonly partial: { id: string; properties: Raw; reasons: string[]; inputs: Raw | undefined } | undefined;
  readonly failures: { property: string; reason: string }[];
  constructor(cause: grpc.ServiceError) {
    super(cause.details, { cause });
    this.code = cause.code;
    this.failures = [];
    const trailer = cause.metadata?.get("grpc-status-details-bin")[0];
    if (!(trailer instanceof Buffer)) return;
    for (const any of statusProto.Status.deserializeBinary(trailer).getDetailsList()) {
      if (any.getTypeName() === "pulumirpc.ErrorResourceInitFailed") {
        const detail = proto.ErrorResourceInitFailed.deserializeBinary(any.getValue_asU8());
        const properties = detail.getProperties()?.toJavaScript() as Raw;
        const inputs = detail.getInputs()?.toJavaScript() as Raw | undefined;
        this.partial = { id: detail.getId(), properties, reasons: detail.getReasonsList(), inputs };
      } else {
        const detail = errorsProto.InputPropertiesError.deserializeBinary(any.getValue_asU8());
        this.failures = detail.getErrorsList().map((e) => ({ property: e.getPropertyPath(), reason: e.getReason() }));
      }
    }
  }
}

export interface Message {
  readonly severity: number;
  readonly urn: string;
  readonly text: string;
}

/** A connection from an engine to a provider. */
export class Engine {
  readonly #client: providerGrpc.ResourceProviderClient;
  /** Every response and error of the provider, to search for secrets. */
  readonly received: unknown[] = [];

  constructor(port: number) {
    // A separate channel, so that the provider sees a different peer address.
    const options = { "grpc.use_local_subchannel_pool": 1, "grpc.max_receive_message_length": -1 };
    this.#client = new providerGrpc.ResourceProviderClient(
      `127.0.0.1:${port}`,
      grpc.credentials.createInsecure(),
      options,
    );
  }

  async handshake(engineAddress: string) {
    const request = new proto.ProviderHandshakeRequest();
    request.setEngineAddress(engineAddress);
    return (await this.#call<proto.ProviderHandshakeResponse>("handshake", request)).toObject();
  }

  async checkConfig(news: Raw) {
    const request = new proto.CheckRequest();
    request.setNews(bag(news));
    return checked(await this.#call<proto.CheckResponse>("checkConfig", request));
  }

  async diffConfig(olds: Raw, news: Raw) {
    const request = new proto.DiffRequest();
    request.setOldInputs(bag(olds));
    request.setNews(bag(news));
    return differing(await this.#call<proto.DiffResponse>("diffConfig", request));
  }

  async configure(config: Raw) {
    const request = new proto.ConfigureRequest();
    request.setArgs(bag(config));
    return (await this.#call<proto.ConfigureResponse>("configure", request)).toObject();
  }

  async schema() {
    return JSON.parse(
      (await this.#call<proto.GetSchemaResponse>("getSchema", new proto.GetSchemaRequest())).getSchema(),
    );
  }

  async version() {
    const info = await this.#call<{ getVersion(): string }>("getPluginInfo", new empty.Empty());
    return info.getVersion();
  }

  async check(urn: string, news: Raw, olds: Raw = {}, naming: { seed?: string; mode?: Mode; name?: string } = {}) {
    const request = new proto.CheckRequest();
    request.setUrn(urn);
    request.setRandomseed(Buffer.from(naming.seed ?? ""));
    if (naming.mode) {
      const options = new proto.CheckRequest.AutonamingOptions();
      options.setMode(modes[naming.mode]);
      options.setProposedName(naming.name ?? "");
      request.setAutonaming(options);
    }
    request.setOlds(bag(olds));
    request.setNews(bag(news));
    return checked(await this.#call<proto.CheckResponse>("check", request));
  }

  async diff(urn: string, q: { id: string; oldInputs: Raw; oldState: Raw; news: Raw; ignore?: string[] }) {
    const request = new proto.DiffRequest();
    request.setUrn(urn);
    request.setId(q.id);
    request.setOldInputs(bag(q.oldInputs));
    request.setOlds(bag(q.oldState));
    request.setNews(bag(q.news));
    request.setIgnorechangesList(q.ignore ?? []);
    return differing(await this.#call<proto.DiffResponse>("diff", request));
  }

  async create(urn: string, inputs: Raw, { preview = false, timeout = 0 } = {}) {
    const request = new proto.CreateRequest();
    request.setUrn(urn);
    request.setProperties(bag(inputs));
    request.setPreview(preview);
    request.setTimeout(timeout);
    const response = await this.#call<proto.CreateResponse>("create", request);
    return { id: response.getId(), state: plain(response.getProperties()) };
  }

  async read(urn: string, id: string, inputs: Raw = {}, state: Raw = {}, { timeout = 0 } = {}) {
    const request = new proto.ReadRequest();
    request.setTimeout(timeout);
    request.setUrn(urn);
    request.setId(id);
    request.setInputs(bag(inputs));
    request.setProperties(bag(state));
    const response = await this.#call<proto.ReadResponse>("read", request);
    return { id: response.getId(), inputs: plain(response.getInputs()), state: plain(response.getProperties()) };
  }

  async update(
    urn: string,
    q: { id: string; oldInputs: Raw; oldState: Raw; news: Raw; preview?: boolean; timeout?: number },
  ) {
    const request = new proto.UpdateRequest();
    request.setTimeout(q.timeout ?? 0);
    request.setUrn(urn);
    request.setId(q.id);
    request.setOldInputs(bag(q.oldInputs));
    request.setOlds(bag(q.oldState));
    request.setNews(bag(q.news));
    request.setPreview(q.preview ?? false);
    const response = await this.#call<proto.UpdateResponse>("update", request);
    return { state: plain(response.getProperties()) };
  }

  async delete(urn: string, id: string, inputs: Raw, state: Raw, { timeout = 0 } = {}) {
    const request = new proto.DeleteRequest();
    request.setTimeout(timeout);
    request.setUrn(urn);
    request.setId(id);
    request.setOldInputs(bag(inputs));
    request.setProperties(bag(state));
    await this.#call("delete", request);
  }

  async invoke(token: string, args: Raw) {
    const request = new proto.InvokeRequest();
    request.setTok(token);
    request.setArgs(bag(args));
    return plain((await this.#call<proto.InvokeResponse>("invoke", request)).getReturn());
  }

  async cancel() {
    await this.#call("cancel", new empty.Empty());
  }

  /** Tells whether a response contains a text outside a secret's envelope. */
  sawInClear(text: string): boolean {
    return this.received.some((value) => inClear(value, text));
  }

  close() {
    this.#client.close();
  }

  #call<Response>(method: string, request: unknown): Promise<Response> {
    const client = this.#client as unknown as Record<
      string,
      (q: unknown, done: grpc.requestCallback<Response>) => void
    >;
    return new Promise((resolve, reject) => {
      client[method]!.call(client, request, (error, response) => {
        if (error) {
          const rpc = new RpcError(error);
          this.received.push({ ...rpc, message: rpc.message });
          return reject(rpc);
        }
        this.received.push((response as { toObject(): unknown }).toObject(), ...bagsOf(response));
        resolve(response as Response);
      });
    });
  }
}

function bagsOf(response: unknown): unknown[] {
  const getters = ["getInputs", "getProperties", "getReturn"] as const;
  const message = response as Partial<Record<(typeof getters)[number], () => struct.Struct | undefined>>;
  return getters.flatMap((get) => message[get]?.call(message)?.toJavaScript() ?? []);
}

/** Converts a response's bags to plain objects for the search, because `toObject` returns protobuf's own structure. */
function inClear(value: unknown, text: string): boolean {
  if (typeof value === "string") return value.includes(text);
  if (value === null || typeof value !== "object") return false;
  if ((value as Raw)[SIGNATURE] === SECRET || "fieldsMap" in value) return false;
  return Object.values(value).some((inner) => inClear(inner, text));
}

function bag(value: Raw): struct.Struct {
  return struct.Struct.fromJavaScript(value as never);
}

function plain(message: struct.Struct | undefined): Raw {
  return (message?.toJavaScript() ?? {}) as Raw;
}

function checked(response: proto.CheckResponse) {
  const failures = response.getFailuresList().map((f) => ({ property: f.getProperty(), reason: f.getReason() }));
  return { inputs: plain(response.getInputs()), failures };
}

type Mode = "propose" | "enforce" | "disabled";
const modes = { propose: 0, enforce: 1, disabled: 2 } as const;

const kinds = ["add", "add-replace", "delete", "delete-replace", "update", "update-replace"];

function differing(response: proto.DiffResponse) {
  const changes: Record<string, string> = {};
  response.getDetaileddiffMap().forEach((property, path) => {
    changes[path] = kinds[property.getKind()]!;
  });
  return {
    some: response.getChanges() === proto.DiffResponse.DiffChanges.DIFF_SOME,
    changes,
    replaces: response.getReplacesList(),
    diffs: response.getDiffsList(),
    stables: response.getStablesList(),
    deleteBeforeReplace: response.getDeletebeforereplace(),
  };
}

/** A provider process, started the way the engine starts one. */
export interface Plugin {
  readonly port: number;
  readonly process: ChildProcess;
  /** Lines of stdout after the first (the port). */
  readonly stdout: string[];
  readonly stderr: string[];
  connect(): Engine;
  stop(): Promise<void>;
}

/** Starts an executable and reads its port from the first line of stdout. Keeps its stdin open until `stop`, as the engine does. */
export async function startPlugin(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Plugin> {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"], env: { ...process.env, ...env } });
  const stdout: string[] = [];
  const stderr: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => stderr.push(line));
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    let first = true;
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (!first) return stdout.push(line);
      first = false;
      resolve(Number(line));
    });
    child.once("exit", (code) => reject(new Error(`the provider ended with ${code}: ${stderr.join("\n")}`)));
  });
  const engines: Engine[] = [];
  return {
    port,
    process: child,
    stdout,
    stderr,
    connect() {
      const engine = new Engine(port);
      engines.push(engine);
      return engine;
    },
    async stop() {
      for (const engine of engines) engine.close();
      child.stdin.end();
      await exited;
    },
  };
}

/** Receives log messages of providers, as the engine's service does. */
export async function startLog(): Promise<{ address: string; messages: Message[]; close(): void }> {
  const messages: Message[] = [];
  const server = new grpc.Server();
  server.addService(engineGrpc.EngineService as unknown as grpc.ServiceDefinition, {
    log(call: grpc.ServerUnaryCall<engineProto.LogRequest, empty.Empty>, done: grpc.sendUnaryData<empty.Empty>) {
      const { request } = call;
      messages.push({ severity: request.getSeverity(), urn: request.getUrn(), text: request.getMessage() });
      done(null, new empty.Empty());
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    const credentials = grpc.ServerCredentials.createInsecure();
    server.bindAsync("127.0.0.1:0", credentials, (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  return { address: `127.0.0.1:${port}`, messages, close: () => server.forceShutdown() };
}
