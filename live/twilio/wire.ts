import { setTimeout as sleep } from "node:timers/promises";
import { ConnectionError } from "../../providers/twilio/client/errors.ts";
import { type Request, type Response, Transport } from "../../providers/twilio/client/transport.ts";
import type { Fields } from "./question.ts";

/** A request with everything filled in. */
export interface Outgoing {
  readonly method: Request["method"];
  readonly url: URL;
  /** `user:password`. */
  readonly credentials: string;
  readonly form?: Fields;
  /** Ends a request that only reads; one that changes something always gets its answer. */
  readonly signal?: AbortSignal | undefined;
}

/** Attempts for one request, and the first pause between them in milliseconds; it doubles each time. */
const TRIES = 5;
const FIRST_WAIT_MS = 500;

/** Sends requests to Twilio, or to a local stand-in if `AYBIZA_TWILIO_URL` is set. */
export class Wire {
  readonly #transport: Transport;
  /** How many requests were sent so far. */
  sent = 0;
  /** How many of them were answered with 429 and were sent again. */
  throttled = 0;

  constructor(env: NodeJS.ProcessEnv) {
    this.#transport = new Transport(env.AYBIZA_TWILIO_URL);
  }

  /** Where requests go: `https://api.twilio.com`, or a loopback origin. */
  get origin(): string {
    return this.#transport.origin;
  }

  /**
   * Sends a request, again where Twilio throttles it (a 429 had no effect, https://www.twilio.com/docs/api/errors/20429), and one that only reads
   * also where no answer came.
   * @throws ConnectionError if there is no answer
   */
  async send(outgoing: Outgoing): Promise<Response> {
    const { method, url, credentials, form } = outgoing;
    const signal = method === "GET" ? outgoing.signal : undefined;
    for (let tries = 1; ; tries++) {
      this.sent += 1;
      const answer = await this.#transport
        .send({ method, url, credentials, fresh: method !== "GET", signal, ...(form && { body: encoded(form) }) })
        .catch((error: unknown) => {
          if (!(error instanceof ConnectionError) || method === "POST" || tries === TRIES) throw error;
          return undefined;
        });
      if (answer && (answer.status !== 429 || tries === TRIES)) return answer;
      if (answer) this.throttled += 1;
      await sleep(FIRST_WAIT_MS * 2 ** (tries - 1), undefined, { signal });
    }
  }

  close(): void {
    this.#transport.close();
  }
}

/** A list is a repeated field. */
export function encoded(fields: Fields): string {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    (typeof value === "string" ? [value] : value).map((one): [string, string] => [name, one]),
  );
  return String(new URLSearchParams(pairs));
}
