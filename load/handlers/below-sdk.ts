import { EventEmitter } from "node:events";
import http from "node:http";
import { Readable } from "node:stream";

/** A request of the AWS SDK, as it would go onto the wire. */
export interface WireRequest {
  /** `DynamoDB_20120810.UpdateItem`: the header X-Amz-Target, by which JSON services know the operation. */
  readonly target: string;
  readonly body: string;
}

export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers a request; undefined means that no answer ever comes. */
export type Wire = (request: WireRequest) => WireReply | undefined;

const socket = Object.assign(new EventEmitter(), {
  connecting: false,
  setKeepAlive() {},
  setTimeout() {},
}).setMaxListeners(0);

/** The part of `http.request`'s result that the SDK's handler uses. Connects at once and answers after `delayMs`, or never. */
class WireClientRequest extends EventEmitter {
  readonly socket = socket;
  readonly #target: string;
  readonly #wire: Wire;
  readonly #delayMs: number;
  #timer: NodeJS.Timeout | undefined;
  #over = false;

  constructor(target: string, wire: Wire, delayMs: number) {
    super();
    this.#target = target;
    this.#wire = wire;
    this.#delayMs = delayMs;
  }

  end(body?: string | Buffer): void {
    this.#timer = setTimeout(() => {
      const reply = this.#wire({ target: this.#target, body: String(body ?? "") });
      if (reply === undefined || this.#over) return;
      const response = Object.assign(new Readable({ read() {} }), {
        statusCode: reply.status,
        statusMessage: "",
        headers: reply.headers,
        complete: true,
      });
      response.push(reply.body);
      response.push(null);
      response.once("end", () => this.#close());
      this.emit("response", response);
    }, this.#delayMs);
  }

  destroy(error?: Error): void {
    if (this.#over) return;
    clearTimeout(this.#timer);
    if (error) this.emit("error", error);
    this.#close();
  }

  #close(): void {
    if (this.#over) return;
    this.#over = true;
    this.emit("close");
  }
}

/**
 * Replaces HTTP in this thread for every client created later: requests are answered here after `delayMs`. Everything above is
 * the SDK's own code, as bundled: serialisation, signing, timeouts, retries, parsing. Only sockets are left out.
 */
export function replaceHttp(wire: Wire, delayMs: number): void {
  const request = (options: { headers: Record<string, string> }, heard: (response: unknown) => void) => {
    const made = new WireClientRequest(options.headers["x-amz-target"] ?? "", wire, delayMs);
    made.once("response", heard);
    return made;
  };
  http.request = request as unknown as typeof http.request;
}
