/** Basic authentication: account SID and auth token, or API key and secret. */
export interface SignIn {
  readonly user: string;
  readonly password: string;
}

export interface Credentials extends SignIn {
  readonly accountSid: string;
  /** The parent account's SID, if `user` and `password` are the parent's credentials. */
  readonly parentAccountSid?: string | undefined;
  /** Credentials to try if Twilio rejects the first ones, which may come from an old state and have been rotated. */
  readonly otherwise?: SignIn | undefined;
  /** Name of the account in messages. */
  readonly label?: string | undefined;
}

/**
 * Credentials for one account's requests. A parent account's credentials work for its subaccounts on the 2010 API only. All other products
 * require the subaccount's own auth token, which is fetched before the first such request and kept in memory.
 * https://www.twilio.com/docs/iam/api/subaccounts
 */
export class SignIns {
  readonly #credentials: Credentials;
  /** True after Twilio rejected the first credentials: the second ones are then in use. */
  #rotated = false;
  #own: Promise<SignIn> | undefined;
  /** The subaccount's fetched auth token, until Twilio rejects it. */
  #latest: SignIn | undefined;
  readonly #rejected = new Set<string>();
  readonly #learned = new Set<string>();

  constructor(credentials: Credentials) {
    this.#credentials = credentials;
  }

  /** Returns the credentials for the 2010 API. */
  get main(): SignIn {
    return (this.#rotated ? this.#credentials.otherwise : undefined) ?? this.#credentials;
  }

  /**
   * Returns the credentials for any product other than the 2010 API. `fetchToken` fetches this account's auth token with the parent's credentials.
   */
  async product(fetchToken: () => Promise<string>): Promise<SignIn> {
    const { parentAccountSid, accountSid } = this.#credentials;
    if (parentAccountSid === undefined) return this.main;
    this.#own ??= fetchToken().then((token) => {
      this.learn(token);
      this.#latest = { user: accountSid, password: token };
      return this.#latest;
    });
    const fetched = this.#own;
    fetched.catch(() => {
      if (this.#own === fetched) this.#own = undefined;
    });
    return fetched;
  }

  /**
   * Records rejected credentials. Returns true if there are others to try. A rejected subaccount token may have been rotated, so it is fetched
   * again.
   */
  rejected(signIn: SignIn): boolean {
    const { otherwise } = this.#credentials;
    if (signIn === this.#credentials || signIn === otherwise) {
      this.#rotated ||= otherwise !== undefined;
      return signIn !== this.main;
    }
    // If Twilio rejects the token of several concurrent requests, only the first rejection causes a new fetch.
    if (signIn !== this.#latest) return true;
    this.#own = undefined;
    this.#latest = undefined;
    if (this.#rejected.has(signIn.password)) return false;
    this.#rejected.add(signIn.password);
    return true;
  }

  /** Records a secret from Twilio, to redact it from all output. */
  learn(text: string): void {
    this.#learned.add(text);
  }

  /** Secrets to redact from all output. */
  get secretTexts(): readonly string[] {
    const { password, otherwise } = this.#credentials;
    return [password, ...(otherwise ? [otherwise.password] : []), ...this.#learned];
  }
}
