/** The loopback origin that serves a public host of the world, and the Host header to send to it. */
export interface Destination {
  /** `http://127.0.0.1:PORT`, for `wss:` URLs too: the WebSocket is opened without TLS. */
  readonly origin: string;
  readonly host: string;
}

/** Why a TLS client refuses a host: it has no certificate, an expired one, or one for another name. */
export type Distrust = "none" | "expired" | "other-name";

/** The host exists, but a TLS client refuses its certificate. */
export class UntrustedHost extends Error {
  override readonly name = "UntrustedHost";
  readonly why: Distrust;
  constructor(host: string, why: Distrust) {
    super(`the certificate of ${host}: ${why}`);
    this.why = why;
  }
}

/**
 * Resolves a public URL of the world to loopback; undefined where the world has no such name. Nothing leaves loopback. There is no TLS on loopback,
 * so the resolver checks the certificate.
 *
 * @throws UntrustedHost
 */
export type HostResolver = (url: URL) => Promise<Destination | undefined>;
