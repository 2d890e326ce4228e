/** Basic authentication: the account and its auth token, or an API key and its secret. */
export interface SignIn {
  readonly user: string;
  readonly password: string;
}

export interface Credentials extends SignIn {
  readonly accountSid: string;
  /** The account above, whose credentials `user` and `password` then are. */
  readonly parentAccountSid?: string | undefined;
  /** What to sign in with where Twilio doesn't accept the first: it may stem from a state and have been rotated since. */
  readonly otherwise?: SignIn | undefined;
  /** Shown in messages: whose account this is. */
  readonly label?: string | undefined;
}

/**
 * With what one account's requests are signed in. An account above may ask the 2010 API about its subaccounts with its own credentials; every
 * other product takes the subaccount's alone, so its auth token is asked for when the first such request is made, and kept in memory.
 * https://www.twilio.com/docs/iam/api/subaccounts
 */
export class SignIns {
  readonly #credentials: Credentials;
  /** The first credentials were refused: the others are in use. */
  #rotated = false;
  #own: Promise<SignIn> | undefined;
  /** What the last fetch of the subaccount's token gave, until it is refused. */
  #latest: SignIn | undefined;
  readonly #refused = new Set<string>();
  readonly #learned = new Set<string>();

  constructor(credentials: Credentials) {
    this.#credentials = credentials;
  }

  /** What the 2010 API is asked with. */
  get main(): SignIn {
    return (this.#rotated ? this.#credentials.otherwise : undefined) ?? this.#credentials;
  }

  /** What any other product is asked with. `fetchToken` asks the account above for this one's auth token. */
  async product(fetchToken: () => Promise<string>): Promise<SignIn> {
    const { parentAccountSid, accountSid } = this.#credentials;
    if (parentAccountSid === undefined) return this.main;
    this.#own ??= fetchToken().then((token) => {
      this.learn(token);
      this.#latest = { user: accountSid, password: token };
      return this.#latest;
    });
    const asked = this.#own;
    asked.catch(() => {
      if (this.#own === asked) this.#own = undefined;
    });
    return asked;
  }

  /** Twilio refused it: whether there is another to try. The subaccount's token is asked for again, since it may have been rotated. */
  refused(signIn: SignIn): boolean {
    const { otherwise } = this.#credentials;
    if (signIn === this.#credentials || signIn === otherwise) {
      this.#rotated ||= otherwise !== undefined;
      return signIn !== this.main;
    }
    // Of several requests that are refused together, the first has the token asked for again; the others wait for it.
    if (signIn !== this.#latest) return true;
    this.#own = undefined;
    this.#latest = undefined;
    if (this.#refused.has(signIn.password)) return false;
    this.#refused.add(signIn.password);
    return true;
  }

  /** Remembers a text that Twilio gave and that must never be shown. */
  learn(text: string): void {
    this.#learned.add(text);
  }

  /** What must never be shown. */
  get secretTexts(): readonly string[] {
    const { password, otherwise } = this.#credentials;
    return [password, ...(otherwise ? [otherwise.password] : []), ...this.#learned];
  }
}
