import grpc from "@grpc/grpc-js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { configurationCalls } from "./configuration.ts";
import { Connections } from "./connection.ts";
import type { ProviderDefinition } from "./handler.ts";
import { resourceCalls } from "./resources.ts";

export interface ServeOptions {
  /** Port to listen on; 0 picks a free port. @default 0 */
  readonly port?: number;
  /** Address at which the engine accepts log messages. The engine's handshake call may set it as well. */
  readonly engineAddress?: string;
}

export interface Server {
  readonly port: number;
  /** Cancels the running calls and closes all connections. */
  close(): Promise<void>;
}

/** Serves a provider as `pulumirpc.ResourceProvider` on 127.0.0.1. */
export async function serve<Client>(
  definition: ProviderDefinition<Client>,
  options: ServeOptions = {},
): Promise<Server> {
  const connections = new Connections<Client>(options.engineAddress);
  const served = { definition, connections };
  // No size limit, as in the engine: a bag may contain whole files.
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(
    providerGrpc.ResourceProviderService as unknown as grpc.ServiceDefinition,
    {
      ...configurationCalls(served),
      ...resourceCalls(served),
    } as unknown as grpc.UntypedServiceImplementation,
  );
  const port = await new Promise<number>((resolve, reject) => {
    const address = `127.0.0.1:${options.port ?? 0}`;
    server.bindAsync(address, grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return {
    port,
    close: async () => {
      connections.close();
      server.forceShutdown();
    },
  };
}
