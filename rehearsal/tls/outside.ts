import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { createServer as createTlsServer } from "node:tls";
import { createAuthority } from "./authority.ts";
import { isTwilioHost } from "./hosts.ts";

export interface OutsideOptions {
  /** The world's folder, where the authority's certificate is written. */
  readonly dir: string;
  /** Returns the Twilio stand-in's HTTP port on loopback. Called for each connection, since a reset may change the port. */
  readonly port: () => number;
}

/** Access to the world for unmodified Twilio clients: Twilio's host names, over TLS. */
export interface Outside {
  /** `http://127.0.0.1:PORT`. Connects CONNECT requests for Twilio's hosts to the Twilio stand-in, and refuses all others. */
  readonly proxy: string;
  /** Port of the TLS listener on 127.0.0.1, for clients that accept an address instead of a proxy (`curl --connect-to`). */
  readonly tlsPort: number;
  /** Path of the authority's certificate (PEM). */
  readonly certificateFile: string;
  /** Stops listening, closes open connections, and deletes the certificate file. */
  close(): Promise<void>;
}

/**
 * Opens the access: a TLS listener that serves every Twilio host, and a proxy that connects to it. TLS ends at the listener, and the bytes
 * are forwarded unchanged, so faults that the Twilio stand-in injects (a cut or stalled connection) reach the client.
 */
export async function openOutside({ dir, port }: OutsideOptions): Promise<Outside> {
  const authority = await createAuthority();
  const sockets = new Set<Duplex>();
  const keep = (socket: Duplex) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
  };

  const tls = createTlsServer({
    ALPNProtocols: ["http/1.1"],
    SNICallback: (host, done) => {
      authority.contextFor(host).then(
        (context) => done(null, context),
        (error: Error) => done(error),
      );
    },
  });
  tls.on("connection", keep);
  tls.on("secureConnection", (socket) => {
    keep(socket);
    const inner = connect(port(), "127.0.0.1");
    keep(inner);
    socket.pipe(inner).pipe(socket);
    socket.on("close", () => inner.destroy());
    inner.on("close", () => socket.destroy());
  });

  const proxy = createServer((request, response) => {
    request.resume();
    response.writeHead(403, { "Content-Type": "text/plain", Connection: "close" });
    response.end(`${refusal(request.url ?? "")}\n`);
  });
  proxy.on("connection", keep);
  proxy.on("connect", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const [host = "", at = ""] = (request.url ?? "").split(":");
    if (at !== "443" || !isTwilioHost(host)) {
      const said = `${refusal(request.url ?? "")}\n`;
      socket.end(
        `HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(said)}\r\nConnection: close\r\n\r\n${said}`,
      );
      return;
    }
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    if (head.length > 0) socket.unshift(head);
    tls.emit("connection", socket as Socket);
  });

  const tlsPort = await listen(tls);
  const proxyPort = await listen(proxy);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const certificateFile = join(dir, "twilio-ca.pem");
  writeFileSync(certificateFile, authority.certificate, { mode: 0o600 });
  return {
    proxy: `http://127.0.0.1:${proxyPort}`,
    tlsPort,
    certificateFile,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all([closed(tls), closed(proxy)]);
      rmSync(certificateFile, { force: true });
    },
  };
}

/** Builds the proxy's reply to a request for any host but Twilio's. */
const refusal = (target: string): string =>
  `This proxy of an AYBIZA world connects to https://*.twilio.com only, not to ${JSON.stringify(target.slice(0, 200))}. Unset HTTPS_PROXY and HTTP_PROXY for other programs.`;

function listen(server: Server): Promise<number> {
  return new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(0, "127.0.0.1", () => done((server.address() as AddressInfo).port));
  });
}

const closed = (server: Server): Promise<void> => new Promise((done) => server.close(() => done()));
