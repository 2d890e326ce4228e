import { setTimeout as sleep } from "node:timers/promises";
import { ConnectionError } from "../../providers/twilio/client/errors.ts";
import { type Request, type Response, Transport } from "../../providers/twilio/client/transport.ts";
import type { Fields } from "./question.ts";

/** A request to send, with all variables replaced. */
export interface Outgoing {
  readonly method: Request["method"];
  readonly url: URL;
  /** User name and password for HTTP basic authentication: `user:password`. */
  readonly credentials: string;
  readonly form?: Fields;
  /** Aborts a GET request. Requests that change something aren't aborted, so that their answer isn't lost. */
  readonly signal?: AbortSignal | undefined;
}

/** Maximum number of attempts for a request, and the first pause between them in milliseconds. The pause doubles each time. */
const TRIES = 5;
const FIRST_WAIT_MS = 500;

/** Sends requests to Twilio, or to a local stand-in if `AYBIZA_TWILIO_URL` is set. */
export class Wire {
  readonly #transport: Transport;
  /** How many requests were sent so far. */
  sent = 0;
  /** How many requests were answered with 429 and sent again. */
  throttled = 0;

  constructor(env: NodeJS.ProcessEnv) {
    this.#transport = new Transport(env.AYBIZA_TWILIO_URL);
  }

  /** Origin that the requests are sent to: `https://api.twilio.com`, or a loopback address. */
  get origin(): string {
    return this.#transport.origin;
  }

  /**
   * Sends a request. Repeats it if Twilio throttles it (a 429 had no effect, https://www.twilio.com/docs/api/errors/20429),
   * and, unless it is a POST, also if no answer came.
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

/** Encodes form or query fields. A list becomes a repeated field. */
export function encoded(fields: Fields): string {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    (typeof value === "string" ? [value] : value).map((one): [string, string] => [name, one]),
  );
  return String(new URLSearchParams(pairs));
}
