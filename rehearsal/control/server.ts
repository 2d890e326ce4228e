import { chmodSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { faultOf } from "../../domain/user-error.ts";
import { received, send } from "../../launch/world/lines.ts";
import type { Request } from "../../launch/world/protocol.ts";

/** One request as its handler sees it. */
export interface Exchange {
  /** Sends something that happens before the end. */
  event(event: object): void;
  /** What the other side sends after its request. Ends when it is gone. */
  readonly more: AsyncIterator<unknown>;
}

export type Serve = (request: Request, exchange: Exchange) => Promise<object>;

/** Listens on a unix socket that only this user can open. A socket that lies there is a dead world's. */
export async function listen(path: string, serve: Serve): Promise<{ close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => sockets.delete(socket));
    void answer(socket, serve);
  });
  rmSync(path, { force: true });
  // The mode is there from the first moment: nobody else can connect between the two calls.
  const mask = process.umask(0o177);
  try {
    await new Promise<void>((done, failed) => {
      server.once("error", failed);
      server.listen(path, done);
    });
  } finally {
    process.umask(mask);
  }
  chmodSync(path, 0o600);
  return {
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.end();
        setTimeout(() => {
          for (const socket of sockets) socket.destroy();
        }, 500).unref();
      }),
  };
}

async function answer(socket: Socket, serve: Serve): Promise<void> {
  try {
    const lines = received(socket);
    const first = await lines.next();
    if (first.done) return;
    const result = await serve(first.value as Request, { event: (event) => send(socket, { event }), more: lines });
    send(socket, { result });
  } catch (error) {
    send(socket, { error: faultOf(error) });
  } finally {
    socket.end();
  }
}
