// @ts-check
import { createRequire } from "node:module";
import { createServer } from "node:net";

/** Node's default debugger port, which editors know. */
const usualPort = 9229;

/** Finds a free port. @param {number} port 0 for any @returns {Promise<number | undefined>} undefined if the port is in use */
function freePort(port) {
  return new Promise((resolve) => {
    const probe = createServer().once("error", () => resolve(undefined));
    probe.listen(port, "127.0.0.1", () => {
      const found = /** @type {import("node:net").AddressInfo} */ (probe.address()).port;
      probe.close(() => resolve(found));
    });
  });
}

/**
 * Returns the arguments with which node waits for a debugger before it runs the program (`pulumi up --attach-debugger`).
 */
export async function debuggerArguments() {
  const port = (await freePort(usualPort)) ?? (await freePort(0)) ?? usualPort;
  return { port, args: [`--inspect-brk=127.0.0.1:${port}`, "--inspect-publish-uid=http"] };
}

/**
 * Reports to the engine, and through it to the user's editor, how to attach to a child that waits for a debugger.
 * @param {string} engineAddress
 * @param {import("./children.mjs").ChildProcess} child
 * @param {number} port
 * @param {string} name
 */
export async function announceDebugger(engineAddress, child, port, name) {
  const require = createRequire(import.meta.url);
  const grpc = /** @type {typeof import("@grpc/grpc-js")} */ (require("@grpc/grpc-js"));
  const { EngineClient } = /** @type {typeof import("@pulumi/pulumi/proto/engine_grpc_pb.js")} */ (
    require("@pulumi/pulumi/proto/engine_grpc_pb.js")
  );
  const { StartDebuggingRequest } = /** @type {typeof import("@pulumi/pulumi/proto/engine_pb.js")} */ (
    require("@pulumi/pulumi/proto/engine_pb.js")
  );
  const { Struct } = /** @type {typeof import("google-protobuf/google/protobuf/struct_pb.js")} */ (
    require("google-protobuf/google/protobuf/struct_pb.js")
  );
  const client = new EngineClient(engineAddress, grpc.credentials.createInsecure());
  const request = new StartDebuggingRequest();
  request.setConfig(
    Struct.fromJavaScript({
      name,
      type: "node",
      request: "attach",
      processId: child.pid ?? 0,
      continueOnAttach: true,
      skipFiles: ["<node_internals>/**"],
      ...(port === usualPort ? {} : { port }),
    }),
  );
  request.setMessage(`on process id ${child.pid}${port === usualPort ? "" : ` and port ${port}`}`);
  try {
    await new Promise((resolve, reject) => {
      client.startDebugging(request, (error, response) => (error ? reject(error) : resolve(response)));
    });
  } finally {
    client.close();
  }
}
