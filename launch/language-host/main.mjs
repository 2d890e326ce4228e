// @ts-check
/**
 * The language host that the Pulumi engine starts for `runtime: nodejs` if the CLI was built from its Go module
 * (which doesn't include the official host). Serves pulumirpc.LanguageRuntime; the first line of its output is its
 * port. Arguments, as the engine gives them: `[--logtostderr] [-v=N] [--tracing URL] ENGINE_ADDRESS`.
 *
 * Protocol: https://github.com/pulumi/pulumi/blob/master/proto/pulumi/language.proto
 */
import { endChildren } from "./children.mjs";
import { grpc, LanguageRuntimeService } from "./protocol.mjs";
import { languageRuntime } from "./runtime.mjs";

/**
 * The command line that the engine passes to a language host.
 * @typedef {object} HostArguments
 * @property {string} engineAddress `host:port`; empty if the engine attaches to a running host and sends the address by
 *   Handshake
 * @property {string} tracing a Zipkin endpoint, passed on to the program
 */

/**
 * Reads the command line of a language host. Other flags of the engine are ignored.
 * @param {readonly string[]} args
 * @returns {HostArguments}
 */
export function parseHostArguments(args) {
  const parsed = { engineAddress: "", tracing: "" };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    const tracing = /^--?tracing(?:=(.*))?$/.exec(arg);
    if (tracing) parsed.tracing = tracing[1] ?? args[++i] ?? "";
    else if (!arg.startsWith("-")) parsed.engineAddress = arg;
  }
  return parsed;
}

/**
 * Ends the host with its children on a signal, and when the engine has ended (a killed engine sends no signal).
 * @param {import("@grpc/grpc-js").Server} server
 */
function followTheEngine(server) {
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
  server.addService(LanguageRuntimeService, languageRuntime(parseHostArguments(process.argv.slice(2))));
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) {
      process.stderr.write(`the language host can't listen on 127.0.0.1: ${error.message}\n`);
      process.exit(1);
    }
    followTheEngine(server);
    process.stdout.write(`${port}\n`);
  });
}
