import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "./normal.ts";
import type { Fields, Signer, Step } from "./question.ts";
import { encoded, type Wire } from "./wire.ts";

/** SID and auth token of an account. */
export interface SignIn {
  readonly sid: string;
  readonly token: string;
}

export interface TargetOptions {
  readonly wire: Wire;
  readonly account: SignIn | undefined;
  readonly test: SignIn | undefined;
  /** Name of the run, part of the names of everything that it creates: `aybiza-live-20261130-3f9a1c`. */
  readonly token: string;
  /** Called before a request that creates something; `onMade` is called after it succeeded. */
  readonly onMaking?: (step: Step, name: string, account: string | undefined) => void;
  readonly onMade?: (step: Step, sid: string) => void;
  /** Called with each secret in an answer. */
  readonly onSecret?: (secret: string) => void;
}

/** Thrown if a step needs a variable that no earlier answer has set. */
export class Missing extends Error {
  readonly variable: string;
  constructor(variable: string) {
    super(`no earlier answer gave {${variable}}`);
    this.variable = variable;
  }
}

/** Twilio or the stand-in, with the variables set from its answers so far. */
export class Target {
  readonly #options: TargetOptions;
  readonly variables = new Map<string, string>();

  constructor(options: TargetOptions) {
    this.#options = options;
    this.variables.set("token", options.token);
    if (options.account) this.variables.set("account", options.account.sid);
    if (options.test) this.variables.set("testAccount", options.test.sid);
  }

  /**
   * Sends a step's request, and repeats it while the step waits for a state.
   * @throws Missing if a variable is unknown
   * @throws ConnectionError if there is no answer
   */
  async ask(step: Step, signal?: AbortSignal): Promise<Answer> {
    const { wire, onMaking, onMade } = this.#options;
    const url = new URL(this.#filled(step.path), `https://${step.product ?? "api"}.twilio.com`);
    if (step.query) url.search = encoded(this.#fields(step.query));
    const form = step.form && this.#fields(step.form);
    const outgoing = { method: step.method, url, credentials: this.#credentials(step.as), form, signal };
    if (step.makes) onMaking?.(step, this.#filled(step.makes.name), /Accounts[/](AC\w+)/.exec(url.pathname)?.[1]);
    const states: string[] = [];
    const deadline = performance.now() + (step.until?.withinMs ?? 0);
    for (;;) {
      const { status, headers, body } = await wire.send(outgoing);
      if (step.makes && status < 300) onMade?.(step, String(at(body, "sid")));
      if (step.until) {
        const state = String(at(body, step.until.field));
        if (states.at(-1) !== state) states.push(state);
        const isOver = step.until.values.includes(state) || performance.now() > deadline || signal?.aborted;
        if (!isOver) {
          await sleep(step.until.everyMs);
          continue;
        }
      }
      if (status < 300) this.#keep(step, body);
      return { status, headers, body, ...(step.until && { states }) };
    }
  }

  #keep(step: Step, body: unknown): void {
    for (const [name, path] of Object.entries(step.keep ?? {})) {
      const value = at(body, path);
      if (typeof value !== "string") continue;
      this.variables.set(name, value);
      if (/Token$/.test(name)) this.#options.onSecret?.(value);
    }
  }

  #credentials(as: Signer): string {
    const { account, test } = this.#options;
    const wrong = test ?? account;
    const of = {
      account: () => account && `${account.sid}:${account.token}`,
      test: () => test && `${test.sid}:${test.token}`,
      "wrong-token": () => wrong && `${wrong.sid}:${"0".repeat(32)}`,
      subaccount: () => this.#own("subaccount"),
      second: () => this.#own("second"),
    }[as]();
    if (of === undefined) throw new Missing(as);
    return of;
  }

  #own(name: "second" | "subaccount"): string | undefined {
    const [sid, token] = [this.variables.get(name), this.variables.get(`${name}Token`)];
    return sid && token && `${sid}:${token}`;
  }

  #filled(text: string): string {
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = this.variables.get(name);
      if (value === undefined) throw new Missing(name);
      return value;
    });
  }

  #fields(fields: Fields): Fields {
    return Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        typeof value === "string" ? this.#filled(value) : value.map((one) => this.#filled(one)),
      ]),
    );
  }
}

/** Returns the field of a body at a path such as `available_phone_numbers.0.phone_number`. */
const at = (body: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined | null)?.[key], body);
