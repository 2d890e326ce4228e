/** Where a public host of the rehearsed world really is: a loopback origin, and the Host header that the server there knows it by. */
export interface Destination {
  /** `http://127.0.0.1:PORT` (for `wss:` addresses too: the WebSocket is opened there without TLS). */
  readonly origin: string;
  readonly host: string;
}

/** Resolves a public address of the world to loopback; undefined is a name that doesn't exist in it. Nothing leaves loopback. */
export type HostResolver = (url: URL) => Promise<Destination | undefined>;
