import { EventEmitter } from "node:events";
import http from "node:http";
import { Readable } from "node:stream";

/** A request of the AWS SDK, as it would be sent over the network. */
export interface WireRequest {
  /** The header X-Amz-Target, which names the operation: `DynamoDB_20120810.UpdateItem`. */
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

/** A substitute for Node's `ClientRequest` with what the SDK's HTTP handler uses. Answers after `delayMs`, or never. */
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
 * Replaces HTTP in this thread for every SDK client created later: `wire` answers their requests after `delayMs`. All layers above HTTP are
 * the SDK's own code, as bundled: serialisation, signing, timeouts, retries, parsing.
 */
export function replaceHttp(wire: Wire, delayMs: number): void {
  const request = (options: { headers: Record<string, string> }, heard: (response: unknown) => void) => {
    const made = new WireClientRequest(options.headers["x-amz-target"] ?? "", wire, delayMs);
    made.once("response", heard);
    return made;
  };
  http.request = request as unknown as typeof http.request;
}
