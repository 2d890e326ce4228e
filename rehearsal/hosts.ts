/** Where a public host of the rehearsal is served: a loopback origin, and the Host header to send. */
export interface Destination {
  /** `http://127.0.0.1:PORT` (for `wss:` addresses too: the WebSocket is opened there without TLS). */
  readonly origin: string;
  readonly host: string;
}

/** Why a TLS client refuses a host: it shows no certificate, an expired one, or another name's. */
export type Distrust = "none" | "expired" | "other-name";

/** A host that is there and that a TLS client doesn't talk to. */
export class UntrustedHost extends Error {
  override readonly name = "UntrustedHost";
  readonly why: Distrust;
  constructor(host: string, why: Distrust) {
    super(`the certificate of ${host}: ${why}`);
    this.why = why;
  }
}

/**
 * Resolves a public address of the world to loopback; undefined is a name that doesn't exist in it. Nothing leaves loopback.
 * The origin has no TLS, so the resolver also checks the certificate.
 *
 * @throws UntrustedHost
 */
export type HostResolver = (url: URL) => Promise<Destination | undefined>;
