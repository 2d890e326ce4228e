/** Matches names of environment variables with credentials. */
const SECRET_NAME = /TOKEN|SECRET|PASS|PASSWORD|PASSPHRASE|CREDENTIAL|API_?KEY|ACCESS_?KEY|PRIVATE/i;
/** Minimum length of a credential. Shorter values, such as `true` or `test`, aren't redacted. */
const SHORTEST = 8;

/**
 * Removes secrets and identities from a text before it is printed or written: credentials of the environment and from answers, SIDs, AWS account
 * numbers and telephone numbers. Twilio's magic numbers (+1 500 555) stay.
 */
export class Redactor {
  readonly #secrets = new Set<string>();

  constructor(env: NodeJS.ProcessEnv = {}) {
    for (const [name, value] of Object.entries(env)) {
      if (value && value.length >= SHORTEST && SECRET_NAME.test(name)) this.add(value);
    }
  }

  /** Adds a secret to redact, also in its URL-encoded and JSON-escaped forms. */
  add(secret: string): void {
    this.#secrets.add(secret).add(encodeURIComponent(secret)).add(JSON.stringify(secret).slice(1, -1));
  }

  redact(text: string): string {
    // Replaces the longest secret first, since a secret may contain another one.
    const secrets = [...this.#secrets].sort((a, b) => b.length - a.length);
    let rest = text;
    for (const secret of secrets) rest = rest.replaceAll(secret, "(secret)");
    return rest
      .replace(/(?<![A-Za-z0-9])([A-Z]{2})[0-9a-f]{28}([0-9a-f]{4})\b/g, "$1…$2")
      .replace(/\b[0-9a-f]{32}\b/g, "(secret)")
      .replace(/(?<![0-9])(\d{4})\d{4}(\d{4})(?![0-9])/g, "$1…$2")
      .replace(/([+]|%2B)(?!1500555)(\d{1,4})\d{4,12}/g, "$1$2…")
      .replace(/\((\d{3})\) \d{3}-\d{4}/g, "($1) …");
  }
}
