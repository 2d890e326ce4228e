import { chmodSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { faultOf } from "../../domain/user-error.ts";
import { received, send } from "../../launch/world/lines.ts";
import type { Request } from "../../launch/world/protocol.ts";

/** The connection of one request, as its handler uses it. */
export interface Exchange {
  /** Sends an event to the client. */
  event(event: object): void;
  /** The messages that the client sends after its request. Ends when the connection closes. */
  readonly more: AsyncIterator<unknown>;
}

export type Serve = (request: Request, exchange: Exchange) => Promise<object>;

/** Listens on a Unix socket that only this user can open. Replaces a socket that a crashed world left. */
export async function listen(path: string, serve: Serve): Promise<{ close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => sockets.delete(socket));
    void answer(socket, serve);
  });
  rmSync(path, { force: true });
  // The umask sets the mode from the start: no other user can connect before the chmod.
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
