import type { ChildProcess } from "node:child_process";
import { createServer } from "node:net";

/** Node's own port for debuggers, which editors know without being told. */
const usualPort = 9229;

function portIsFree(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer().once("error", () => resolve(undefined));
    probe.listen(port, "127.0.0.1", () => {
      const { port: found } = probe.address() as { port: number };
      probe.close(() => resolve(found));
    });
  });
}

/** Arguments with which node waits for a debugger before it runs anything (`pulumi up --attach-debugger`). */
export async function debuggerArguments(): Promise<{ port: number; args: string[] }> {
  const port = (await portIsFree(usualPort)) ?? (await portIsFree(0))!;
  return { port, args: [`--inspect-brk=127.0.0.1:${port}`, "--inspect-publish-uid=http"] };
}

/** Tells the engine, and through it the user's editor, how to attach to a child that waits for a debugger. */
export async function announceDebugger(
  engineAddress: string,
  child: ChildProcess,
  port: number,
  name: string,
): Promise<void> {
  const [{ default: grpc }, { default: service }, { default: engine }, { default: struct }] = await Promise.all([
    import("@grpc/grpc-js"),
    import("@pulumi/pulumi/proto/engine_grpc_pb.js"),
    import("@pulumi/pulumi/proto/engine_pb.js"),
    import("google-protobuf/google/protobuf/struct_pb.js"),
  ]);
  const client = new service.EngineClient(engineAddress, grpc.credentials.createInsecure());
  const request = new engine.StartDebuggingRequest();
  request.setConfig(
    struct.Struct.fromJavaScript({
      name,
      type: "node",
      request: "attach",
      processId: child.pid!,
      continueOnAttach: true,
      skipFiles: ["<node_internals>/**"],
      ...(port === usualPort ? {} : { port }),
    }),
  );
  request.setMessage(`on process id ${child.pid}${port === usualPort ? "" : ` and port ${port}`}`);
  await new Promise<void>((resolve, reject) => {
    client.startDebugging(request, (error: Error | null) => (error ? reject(error) : resolve()));
  }).finally(() => client.close());
}
