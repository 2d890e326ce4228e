import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

/** Host of the tests' agents. */
export const AGENTS = "agents.us.aybiza.example";

/** One session of an agent: its handshake, received messages and close code. */
export interface AgentSession {
  readonly headers: Record<string, string | string[] | undefined>;
  readonly url: string;
  readonly messages: Record<string, unknown>[];
  closed: number | undefined;
}
export type Behave = (message: Record<string, unknown>, say: (message: unknown) => void, socket: WebSocket) => void;

/** Starts an agent whose answer to each message is decided by the test. */
export async function startScripted(behave: Behave, onOpen?: (socket: WebSocket) => void) {
  const sessions: AgentSession[] = [];
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket, request) => {
    const one: AgentSession = { headers: request.headers, url: request.url ?? "", messages: [], closed: undefined };
    sessions.push(one);
    onOpen?.(socket);
    const say = (message: unknown): void =>
      socket.send(typeof message === "string" ? message : JSON.stringify(message));
    socket.on("message", (data) => {
      const message = JSON.parse(String(data));
      one.messages.push(message);
      behave(message, say, socket);
    });
    socket.on("close", (code) => {
      one.closed = code;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    sessions,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
