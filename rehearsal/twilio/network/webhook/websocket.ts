import { WebSocket } from "ws";
import { type HostResolver, UntrustedHost } from "../../../hosts.ts";
import { locate } from "./http.ts";
import { signature } from "./signature.ts";

/**
 * Opens an application's WebSocket over loopback, with the Host header and signature of its `wss:` URL. Returns the socket
 * paused (an agent may send messages at once), or the reason for a failure as text.
 */
export async function openSocket(options: {
  address: string;
  authToken: string;
  resolve: HostResolver;
  connectMs: number;
}): Promise<WebSocket | string> {
  const { address, authToken, resolve, connectMs } = options;
  if (!/^wss:\/\//i.test(address) || !URL.canParse(address)) return "the URL must be valid and begin with wss://";
  const url = new URL(address);
  const destination = await locate(url, resolve).catch((error: unknown) => {
    if (error instanceof UntrustedHost) return error.message;
    throw error;
  });
  if (typeof destination === "string") return destination;
  if (!destination) return `nothing in this rehearsal serves ${url.hostname}`;
  const socket = new WebSocket(`${destination.origin.replace(/^http/, "ws")}${url.pathname}${url.search}`, {
    handshakeTimeout: connectMs,
    perMessageDeflate: false,
    maxPayload: 1024 * 1024,
    headers: {
      Host: destination.host,
      "User-Agent": "TwilioProxy/1.1",
      "X-Twilio-Signature": signature({ authToken, url: address }),
    },
  });
  return new Promise((done) => {
    socket.once("open", () => {
      socket.removeAllListeners("error");
      socket.pause();
      done(socket);
    });
    socket.once("error", (error) => {
      socket.on("error", () => {});
      done(error.message);
    });
  });
}

/** Parses a message; undefined when it isn't JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
