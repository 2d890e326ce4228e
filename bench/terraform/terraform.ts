import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { outsideEnvironment } from "../../rehearsal/tls/environment.ts";
import type { Outside } from "../../rehearsal/tls/outside.ts";
import { type ProviderSchema, SOURCE, type Spoken, spokenBy, type Wanted } from "./dialect.ts";
import { problemOf, terraformErrors } from "./errors.ts";
import type { Outcome, Side, StepName } from "./side.ts";

/** Returns Terraform's version; undefined if it isn't installed. */
export async function terraformVersion(): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)("terraform", ["version", "-json"], { env: plainEnvironment() });
    return (JSON.parse(stdout) as { terraform_version: string }).terraform_version;
  } catch {
    return undefined;
  }
}

/** Returns the environment without the user's Terraform and Twilio settings. */
const plainEnvironment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(TF|TWILIO)_/.test(name))),
  CHECKPOINT_DISABLE: "1",
  TF_IN_AUTOMATION: "1",
  TF_INPUT: "0",
});

/** Terraform with one provider binary, in a folder of its own. Twilio's host names resolve to the stand-in. */
export class Terraform implements Side {
  readonly name = "Terraform";
  readonly version: string;
  readonly #dir: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #parallel: number;
  readonly #signal: AbortSignal;
  readonly #wanted: Wanted;
  #spoken: Spoken | undefined;

  /** Removes the contents of `dir`, which must belong to this run alone. */
  constructor(q: {
    readonly dir: string;
    readonly version: string;
    readonly provider: string;
    readonly outside: Outside;
    readonly wanted: Wanted;
    readonly parallel: number;
    /** Aborting interrupts Terraform as Ctrl-C does. */
    readonly signal: AbortSignal;
  }) {
    this.#dir = q.dir;
    this.version = q.version;
    this.#parallel = q.parallel;
    this.#signal = q.signal;
    this.#wanted = q.wanted;
    rmSync(this.#dir, { recursive: true, force: true });
    const plugins = join(this.#dir, "plugins");
    mkdirSync(plugins, { recursive: true });
    // Terraform finds the provider's binary by this name.
    copyFileSync(q.provider, join(plugins, "terraform-provider-twilio"));
    const settings = join(this.#dir, "terraform.rc");
    writeFileSync(
      settings,
      `provider_installation {\n  dev_overrides {\n    ${JSON.stringify(SOURCE)} = ${JSON.stringify(plugins)}\n  }\n}\n`,
    );
    this.#env = {
      ...plainEnvironment(),
      ...outsideEnvironment(q.outside).set,
      TF_CLI_CONFIG_FILE: settings,
      TWILIO_ACCOUNT_SID: q.wanted.accountSid,
      TWILIO_AUTH_TOKEN: q.wanted.authToken,
    };
    for (const name of outsideEnvironment(q.outside).unset) delete this.#env[name];
  }

  /**
   * Reads the provider's schema.
   * @throws Error if it isn't a known provider for Twilio
   */
  async meet(): Promise<Spoken> {
    this.#write({ terraform: { required_providers: { twilio: { source: SOURCE } } }, provider: { twilio: {} } });
    const { code, stdout, said } = await this.#terraform("providers", "schema", "-json", "-no-color");
    if (code !== 0) throw new Error(`Terraform can't use this provider: ${said}`);
    const schemas = (JSON.parse(stdout) as { provider_schemas?: Record<string, ProviderSchema> }).provider_schemas;
    const spoken = spokenBy(schemas?.[SOURCE] ?? {});
    if (spoken === undefined)
      throw new Error(
        "this provider isn't supported: bench/terraform/dialect.ts knows none of its resources for numbers. Add them there",
      );
    this.#spoken = spoken;
    this.#declare(this.#wanted.word);
    return spoken;
  }

  async run(step: StepName): Promise<Outcome> {
    const parallel = `-parallelism=${this.#parallel}`;
    switch (step) {
      case "create":
        return this.#must("apply", "-auto-approve", parallel);
      case "plan":
        return this.#must("plan", "-refresh=false", "-detailed-exitcode", parallel);
      case "plan with refresh":
        return this.#must("plan", "-detailed-exitcode", parallel);
      case "change":
        this.#declare(`${this.#wanted.word} changed`);
        return this.#must("apply", "-auto-approve", parallel);
      case "destroy":
        return this.#must("destroy", "-auto-approve", parallel);
    }
  }

  /** Removes the folder: its copy of the provider takes some dozen megabytes. */
  remove(): void {
    rmSync(this.#dir, { recursive: true, force: true });
  }

  #declare(word: string): void {
    this.#write(this.#spoken!.configuration({ ...this.#wanted, word }));
  }

  #write(configuration: object): void {
    writeFileSync(join(this.#dir, "main.tf.json"), JSON.stringify(configuration, null, 2));
  }

  /** Runs Terraform; reports a failure as the problem, and with `-detailed-exitcode` also exit code 2, a plan that isn't empty. */
  async #must(...args: string[]): Promise<Outcome> {
    const { code, said, stdout } = await this.#terraform(...args, "-no-color");
    if (code === 0) return {};
    if (code === 2)
      return { problem: /^Plan: .*$/m.exec(stdout)?.[0] ?? "the plan has changes though none were expected" };
    return { problem: said };
  }

  async #terraform(...args: string[]): Promise<{ code: number; stdout: string; said: string }> {
    const options = {
      ...{ cwd: this.#dir, env: this.#env, maxBuffer: 256 * 2 ** 20 },
      ...{ signal: this.#signal, killSignal: "SIGINT" as const },
    };
    try {
      const { stdout } = await promisify(execFile)("terraform", args, options);
      return { code: 0, stdout, said: "" };
    } catch (error) {
      const { code, stdout = "", stderr = "" } = error as { code?: number | string; stdout?: string; stderr?: string };
      const said = problemOf(terraformErrors(stderr), stderr);
      return { code: typeof code === "number" ? code : 1, stdout, said };
    }
  }
}
