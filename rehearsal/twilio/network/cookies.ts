/** Cookies that an application sets are kept for the call, per host. https://www.twilio.com/docs/voice/twiml#twilio-http-requests-to-your-application */
export class Cookies {
  readonly #byHost = new Map<string, Map<string, string>>();

  /** Keeps what `Set-Cookie` says; an expired cookie is dropped. */
  keep(url: string, lines: readonly string[] | undefined): void {
    const host = new URL(url).hostname;
    const jar = this.#byHost.get(host) ?? new Map<string, string>();
    this.#byHost.set(host, jar);
    for (const line of lines ?? []) {
      const [pair = "", ...attributes] = line.split(";");
      const at = pair.indexOf("=");
      if (at < 1) continue;
      const name = pair.slice(0, at).trim();
      if (attributes.some((one) => /^\s*max-age\s*=\s*(0|-\d+)\s*$/i.test(one))) jar.delete(name);
      else jar.set(name, pair.slice(at + 1).trim());
    }
  }

  /** Value of the `Cookie` header for a URL; undefined when there is none. */
  header(url: string): string | undefined {
    const jar = this.#byHost.get(new URL(url).hostname);
    return jar?.size ? [...jar].map(([name, value]) => `${name}=${value}`).join("; ") : undefined;
  }
}
