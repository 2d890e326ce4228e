import pluginProto from "@pulumi/pulumi/proto/plugin_pb.js";
import providerProto from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { type Call, type Served, unary } from "./call.ts";
import { cancel } from "./connection.ts";
import { changesBetween } from "./diff.ts";
import type { Bag } from "./handler.ts";
import { diffResponse, failureMessage } from "./responses.ts";
import { textsAt } from "./wire.ts";

/** Configuration keys that the engine adds for its own use: not passed to the provider. */
const ENGINE_KEYS = ["version", "pluginDownloadURL", "pluginChecksums", "parameterization", "__internal", "__defaults"];

function ownConfig(bag: Bag): Bag {
  return Object.fromEntries(Object.entries(bag).filter(([key]) => !ENGINE_KEYS.includes(key)));
}

/** The calls about the provider itself: its version, capabilities and configuration. */
export function configurationCalls<Client>(served: Served<Client>) {
  const { definition, connections } = served;
  const decoded = (config: Bag) => definition.decodeConfig?.(config) ?? config;
  return {
    handshake: unary(served, ({ request, connection }: Call<Client, providerProto.ProviderHandshakeRequest>) => {
      if (request.getEngineAddress()) connections.attach(connection, request.getEngineAddress());
      const response = new providerProto.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      response.setAcceptResources(true);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    }),

    attach: unary(served, ({ request, connection }: Call<Client, pluginProto.PluginAttach>) => {
      connections.attach(connection, request.getAddress());
      return new empty.Empty();
    }),

    getPluginInfo: unary(served, () => {
      const response = new pluginProto.PluginInfo();
      response.setVersion(definition.version);
      return response;
    }),

    getSchema: unary(served, async () => {
      const response = new providerProto.GetSchemaResponse();
      const { name, version } = definition;
      response.setSchema((await definition.schema?.()) ?? JSON.stringify({ name, version }));
      return response;
    }),

    checkConfig: unary(served, (call: Call<Client, providerProto.CheckRequest>) => {
      const news = call.open(call.request.getNews());
      const checked = definition.checkConfig?.(decoded(ownConfig(news.bag)));
      const response = new providerProto.CheckResponse();
      const kept = Object.fromEntries(Object.entries(news.bag).filter(([key]) => ENGINE_KEYS.includes(key)));
      response.setInputs(
        call.seal({ ...(checked?.inputs ?? news.bag), ...kept }, definition.secretConfig, [news.marks]),
      );
      response.setFailuresList((checked?.failures ?? []).map((f) => failureMessage(f, news, definition.secretConfig)));
      return response;
    }),

    diffConfig: unary(served, (call: Call<Client, providerProto.DiffRequest>) => {
      const olds = decoded(ownConfig(call.open(call.request.getOldInputs() ?? call.request.getOlds()).bag));
      const news = decoded(ownConfig(call.open(call.request.getNews()).bag));
      return diffResponse(definition.diffConfig?.(olds, news) ?? { changes: changesBetween(olds, news) });
    }),

    configure: unary(served, async (call: Call<Client, providerProto.ConfigureRequest>) => {
      const config = call.open(call.request.getArgs());
      const own = decoded(ownConfig(config.bag));
      for (const text of config.texts) call.connection.secrets.add(text);
      for (const text of textsAt(own, definition.secretConfig ?? [])) call.connection.secrets.add(text);
      const client = await definition.configure(own);
      connections.configured(call.connection, client, JSON.stringify(own));
      const response = new providerProto.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setAcceptresources(true);
      response.setSupportspreview(true);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    }),

    /** Aborts the running calls, and rejects later ones, so that a cancelled update starts nothing new. */
    cancel: unary(served, ({ connection }: Call<Client, empty.Empty>) => {
      cancel(connection);
      return new empty.Empty();
    }),
  };
}
