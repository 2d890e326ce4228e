import type { Clock } from "../../clock.ts";

/**
 * The cookies that applications set during a call, by host. Expired ones are dropped.
 * https://www.twilio.com/docs/voice/twiml#twilio-http-requests-to-your-application
 */
export class Cookies {
  readonly #byHost = new Map<string, Map<string, { readonly value: string; readonly untilMs: number }>>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Stores the cookies of `Set-Cookie` headers. */
  keep(url: string, lines: readonly string[] | undefined): void {
    const host = new URL(url).hostname;
    const jar = this.#byHost.get(host) ?? new Map<string, { value: string; untilMs: number }>();
    this.#byHost.set(host, jar);
    for (const line of lines ?? []) {
      const [pair = "", ...attributes] = line.split(";");
      const at = pair.indexOf("=");
      if (at < 1) continue;
      jar.set(pair.slice(0, at).trim(), { value: pair.slice(at + 1).trim(), untilMs: this.#until(attributes) });
    }
  }

  /** Returns the `Cookie` header for a URL; undefined when there are no cookies. */
  header(url: string): string | undefined {
    const nowMs = this.#clock.now().getTime();
    const live = [...(this.#byHost.get(new URL(url).hostname) ?? [])].filter(([, { untilMs }]) => untilMs > nowMs);
    return live.length > 0 ? live.map(([name, { value }]) => `${name}=${value}`).join("; ") : undefined;
  }

  /** Returns when a cookie expires: `Max-Age` wins over `Expires`; without either it lasts until the call's end (RFC 6265). */
  #until(attributes: readonly string[]): number {
    const given = new Map(
      attributes.map((one) => {
        const [name = "", ...value] = one.split("=");
        return [name.trim().toLowerCase(), value.join("=").trim()];
      }),
    );
    const maxAge = given.get("max-age");
    if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return this.#clock.now().getTime() + 1000 * Number(maxAge);
    const expires = Date.parse(given.get("expires") ?? "");
    return Number.isNaN(expires) ? Number.POSITIVE_INFINITY : expires;
  }
}
