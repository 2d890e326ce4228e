import providerProto from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { type Call, resourceOf, type Served, unary } from "./call.ts";
import { changesBetween, isReplace, withoutIgnored } from "./diff.ts";
import {
  type Autonaming,
  type Bag,
  type DiffKind,
  type DiffResult,
  ProviderError,
  type ResourceHandler,
} from "./handler.ts";
import { diffResponse, failureMessage } from "./responses.ts";

/** The calls about resources and functions: unwraps the request, calls the handler, wraps the response. */
export function resourceCalls<Client>(served: Served<Client>) {
  const { definition } = served;
  return {
    check: unary(served, async (call: Call<Client, providerProto.CheckRequest>) => {
      const { request, connection } = call;
      const urn = request.getUrn();
      const resource = resourceOf(served, urn);
      const olds = call.open(request.getOlds());
      const news = call.open(request.getNews());
      connection.declared.add(urn);
      if (Object.keys(olds.bag).length > 0) connection.existed.add(urn);
      const { __defaults, ...given } = news.bag;
      const q = {
        olds: upgraded(resource, olds.bag),
        news: given,
        randomSeed: Buffer.from(request.getRandomseed_asU8()),
        autonaming: autonamingOf(request),
      };
      const checked = (await resource.check?.(call.context(urn, "none"), q)) ?? { inputs: given, failures: [] };
      const response = new providerProto.CheckResponse();
      response.setInputs(call.seal(checked.inputs, resource.secrets, [news.marks]));
      response.setFailuresList(checked.failures.map((f) => failureMessage(f, news, resource.secrets)));
      return response;
    }),

    diff: unary(served, async (call: Call<Client, providerProto.DiffRequest>) => {
      const { request } = call;
      const resource = resourceOf(served, request.getUrn());
      const oldState = upgraded(resource, call.open(request.getOlds()).bag);
      const q = {
        id: request.getId(),
        oldInputs: request.getOldInputs() ? upgraded(resource, call.open(request.getOldInputs()).bag) : oldState,
        oldState,
        newInputs: call.open(request.getNews()).bag,
        ignoreChanges: request.getIgnorechangesList(),
      };
      const found = await resource.diff?.(call.context(request.getUrn(), "none"), q);
      const diff = withoutIgnored(found ?? { changes: changesBetween(q.oldInputs, q.newInputs) }, q.ignoreChanges);
      const changes = resource.update ? diff.changes : replacing(diff.changes);
      const { kept } = call.connection;
      if (Object.values(changes).some(isReplace)) kept.delete(request.getUrn());
      else kept.set(request.getUrn(), q.id);
      return diffResponse({ ...diff, changes });
    }),

    create: unary(
      served,
      async (call: Call<Client, providerProto.CreateRequest>) => {
        const { request } = call;
        const resource = resourceOf(served, request.getUrn());
        const inputs = call.open(request.getProperties()).bag;
        const created = await resource.create(call.context(request.getUrn(), "real", request.getPreview()), { inputs });
        if (created.id && !request.getPreview()) call.connection.created.set(request.getUrn(), created.id);
        const response = new providerProto.CreateResponse();
        response.setId(created.id ?? "");
        response.setProperties(call.seal(created.state, resource.secrets));
        return response;
      },
      "create",
    ),

    read: unary(
      served,
      async (call: Call<Client, providerProto.ReadRequest>) => {
        const { request } = call;
        const resource = resourceOf(served, request.getUrn());
        const state = call.open(request.getProperties());
        const inputs = call.open(request.getInputs());
        const ctx = call.context(request.getUrn(), "none");
        const found = await resource.read(ctx, {
          id: request.getId(),
          inputs: upgraded(resource, inputs.bag),
          state: upgraded(resource, state.bag),
        });
        const response = new providerProto.ReadResponse();
        if (!found) return response; // an empty id tells the engine that the resource doesn't exist
        response.setId(found.id);
        response.setProperties(call.seal(found.state, resource.secrets));
        response.setInputs(call.seal(found.inputs, resource.secrets));
        return response;
      },
      "read",
    ),

    update: unary(
      served,
      async (call: Call<Client, providerProto.UpdateRequest>) => {
        const { request } = call;
        const resource = resourceOf(served, request.getUrn());
        const olds = call.open(request.getOlds());
        const oldInputs = request.getOldInputs() ? call.open(request.getOldInputs()) : olds;
        const news = call.open(request.getNews());
        if (!resource.update) {
          throw new ProviderError("no-update", `${request.getType()} can't be changed in place, only replaced`);
        }
        const updated = await resource.update(call.context(request.getUrn(), "real", request.getPreview()), {
          id: request.getId(),
          oldInputs: upgraded(resource, oldInputs.bag),
          oldState: upgraded(resource, olds.bag),
          newInputs: news.bag,
        });
        const response = new providerProto.UpdateResponse();
        response.setProperties(call.seal(updated.state, resource.secrets, [news.marks]));
        return response;
      },
      "update",
    ),

    delete: unary(
      served,
      async (call: Call<Client, providerProto.DeleteRequest>) => {
        const { request } = call;
        const resource = resourceOf(served, request.getUrn());
        const state = upgraded(resource, call.open(request.getProperties()).bag);
        const inputs = request.getOldInputs() ? upgraded(resource, call.open(request.getOldInputs()).bag) : state;
        await resource.delete(call.context(request.getUrn(), "real"), { id: request.getId(), inputs, state });
        return new empty.Empty();
      },
      "delete",
    ),

    invoke: unary(served, async (call: Call<Client, providerProto.InvokeRequest>) => {
      const token = call.request.getTok();
      const invoke = definition.functions[token];
      if (!invoke) {
        const known = Object.keys(definition.functions).join(", ") || "none";
        throw new ProviderError(
          "unknown-function",
          definition.unserved?.("function", token) ??
            `provider ${definition.name} has no function ${token}; it has ${known}`,
        );
      }
      const args = call.open(call.request.getArgs());
      const { urn: _urn, preview: _preview, ...ctx } = call.context("", "none");
      const result = await invoke(ctx, args.bag);
      // A secret argument makes every result secret, as the engine does for providers that don't support secrets.
      const secret = args.marks === true || Object.keys(args.marks).length > 0;
      const response = new providerProto.InvokeResponse();
      response.setReturn(call.seal(result, secret ? Object.keys(result) : [], []));
      return response;
    }),
  };
}

function upgraded<Client>(resource: ResourceHandler<Client>, bag: Bag): Bag {
  return resource.upgrade && Object.keys(bag).length > 0 ? resource.upgrade(bag) : bag;
}

const { Mode } = providerProto.CheckRequest.AutonamingOptions;

function autonamingOf(request: providerProto.CheckRequest): Autonaming | undefined {
  const options = request.getAutonaming();
  if (!options) return undefined;
  const mode = options.getMode();
  const name = options.getProposedName();
  return { mode: mode === Mode.ENFORCE ? "enforce" : mode === Mode.DISABLE ? "disabled" : "propose", name };
}

function replacing(changes: DiffResult["changes"]): Record<string, DiffKind> {
  const entries = Object.entries(changes).map(([path, kind]) => [path, isReplace(kind) ? kind : `${kind}-replace`]);
  return Object.fromEntries(entries);
}
