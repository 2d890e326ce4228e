import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { signature } from "../twilio/network/webhook/signature.ts";
import { type AgentSession, type ManifestSource, serve } from "./session.ts";

export type { AgentSession, ManifestSource } from "./session.ts";

export interface AgentOptions {
  /** TCP port to listen on. @default 0, any free port */
  readonly port?: number;
  readonly manifest: ManifestSource;
  /** Returns the auth tokens that a tenant's connections may be signed with. When set, an upgrade without a valid signature gets 403. */
  readonly tokens?: (tenant: string) => Promise<readonly string[]>;
  /** Largest message in bytes. @default 65536 */
  readonly maxMessageBytes?: number;
}

/** The running demo agents of every tenant. */
export interface Agent {
  /** `http://127.0.0.1:PORT`; agents answer WebSockets at `/<tenant>/<agent>`. */
  readonly origin: string;
  readonly port: number;
  /** Marks an agent as down: it then refuses connections with 503. */
  down(tenant: string, agent: string): void;
  up(tenant: string, agent: string): void;
  /** Every session so far, oldest first. */
  readonly sessions: readonly AgentSession[];
  close(): Promise<void>;
}

const PATH = /^\/([a-z0-9][a-z0-9-]*)\/([a-z0-9][a-z0-9-]*)$/;
const REASONS: Record<number, string> = { 403: "Forbidden", 404: "Not Found", 503: "Service Unavailable" };

/** Starts the demo agents: one WebSocket server that follows each agent's scripted conversation flow. No language model is involved. */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const downs = new Set<string>();
  const sessions: AgentSession[] = [];
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: options.maxMessageBytes ?? 64 * 1024,
    perMessageDeflate: false,
  });
  const server = createServer((_request, response) => {
    response.writeHead(426, { "Content-Type": "text/plain", Upgrade: "websocket" });
    response.end("This server answers WebSockets that speak Twilio ConversationRelay.\n");
  });

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const path = request.url ?? "/";
    const [, tenant, agent] = PATH.exec(path.split("?")[0] ?? "") ?? [];
    if (tenant === undefined || agent === undefined) return refuse(socket, 404);
    if (downs.has(`${tenant}/${agent}`)) return refuse(socket, 503);
    if (options.tokens) {
      const url = `wss://${request.headers.host}${path}`;
      const signed = request.headers["x-twilio-signature"];
      const tokens = await options.tokens(tenant);
      if (!tokens.some((authToken) => signature({ authToken, url }) === signed)) return refuse(socket, 403);
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      const session: AgentSession = {
        tenant,
        agent,
        sid: undefined,
        callSid: undefined,
        version: undefined,
        intents: [],
        state: "waiting",
      };
      sessions.push(session);
      serve(opened, session, options.manifest);
    });
  }

  const connections = new Set<Duplex>();
  server.on("connection", (socket) => {
    connections.add(socket);
    socket.once("close", () => connections.delete(socket));
  });
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    upgrade(request, socket, head).catch(() => refuse(socket, 503));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    down: (tenant, agent) => void downs.add(`${tenant}/${agent}`),
    up: (tenant, agent) => void downs.delete(`${tenant}/${agent}`),
    sessions,
    async close() {
      for (const socket of connections) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
