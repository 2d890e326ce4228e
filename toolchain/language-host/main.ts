/**
 * The language host that the Pulumi engine starts for `runtime: nodejs` where the CLI was built from its Go module
 * (the module doesn't hold the official host). Serves pulumirpc.LanguageRuntime; the first line of its output is its
 * port. Arguments, as the engine gives them: `[--logtostderr] [-v=N] [--tracing URL] ENGINE_ADDRESS`.
 *
 * Protocol: https://github.com/pulumi/pulumi/blob/master/proto/pulumi/language.proto
 */
import grpc from "@grpc/grpc-js";
import service from "@pulumi/pulumi/proto/language_grpc_pb.js";
import { endChildren } from "./children.ts";
import { languageRuntime } from "./runtime.ts";

/** What the engine says on the command line. */
export interface HostArguments {
  /** `host:port` of the engine; empty where the engine attaches to a host that runs already and says it by Handshake. */
  engineAddress: string;
  /** A Zipkin endpoint, passed on to the program. */
  tracing: string;
}

/** Reads the command line of a language host. Flags of the engine that have no meaning here are passed over. */
export function parseHostArguments(args: readonly string[]): HostArguments {
  const parsed: HostArguments = { engineAddress: "", tracing: "" };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    const tracing = /^--?tracing(?:=(.*))?$/.exec(arg);
    if (tracing) parsed.tracing = tracing[1] ?? args[++i] ?? "";
    else if (!arg.startsWith("-")) parsed.engineAddress = arg;
  }
  return parsed;
}

/** Ends the host with its children when told to, and when the engine is gone (a killed engine tells nobody). */
function followTheEngine(server: grpc.Server): void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    server.forceShutdown();
    void endChildren().then(() => process.exit(0));
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(), 500).unref();
}

if (import.meta.main) {
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(service.LanguageRuntimeService, languageRuntime(parseHostArguments(process.argv.slice(2))));
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) {
      process.stderr.write(`the language host can't listen on 127.0.0.1: ${error.message}\n`);
      process.exit(1);
    }
    followTheEngine(server);
    process.stdout.write(`${port}\n`);
  });
}
