import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Engine, type Run, type RunOptions } from "../../launch/engine.ts";
import { pulumiEnvironment } from "../../rehearsal/engine-environment.ts";
import { rehearsalPassphrase, root } from "../../rehearsal/paths.ts";
import { RehearsalProject } from "../../rehearsal/project.ts";
import type { Clients } from "./clients.ts";
import { unprotectTable } from "./tables.ts";

export interface RegionStackOptions {
  /** Folder of the stack file, project and state. An existing folder is reused. */
  readonly dir: string;
  /** Id of the region, which is also the stack's name: `live-3f9a1c`. */
  readonly id: string;
  readonly awsRegion: string;
  readonly zone: string;
  /** Environment with the credentials for AWS; in a rehearsal also with the address of the rehearsal's AWS provider. */
  readonly env: NodeJS.ProcessEnv;
  readonly clients: Clients;
  /** Interrupts the engine, except during the clean-up. */
  readonly signal?: AbortSignal | undefined;
}

/** A stack of one region, with this project's program, the real engine and a state of its own. It has no secrets. */
export class RegionStack {
  readonly options: RegionStackOptions;
  readonly #engine: Engine;

  constructor(options: RegionStackOptions) {
    this.options = options;
    const { dir, id, env } = options;
    const [stacks, state] = [join(dir, "stacks"), join(dir, "state")];
    for (const folder of [stacks, state]) mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = join(stacks, `Pulumi.${id}.yaml`);
    if (!existsSync(file)) writeFileSync(file, stackFile(options));
    const project = new RehearsalProject(join(dir, "project"), stacks);
    this.#engine = new Engine(project.dir, engineEnvironment(env, state));
  }

  get tables(): readonly string[] {
    return ["routes", "calls"].map((table) => `aybiza-${this.options.id}-${table}`);
  }

  get domain(): string {
    return `voice.${this.options.id}.${this.options.zone}`;
  }

  async init(): Promise<void> {
    await this.#engine.must(["stack", "init", this.options.id]);
  }

  /** Runs an engine command on this stack. */
  run(args: readonly string[], options: RunOptions = { interrupt: this.options.signal }): Promise<Run> {
    return this.#engine.run([...args, "--stack", this.options.id], options);
  }

  /** Reads the type and id of each resource in the state, except those of Pulumi itself. */
  async resources(): Promise<readonly { readonly type: string; readonly id?: string }[]> {
    const { stdout } = await this.#engine.must(["stack", "export", "--stack", this.options.id]);
    const { resources = [] } = JSON.parse(stdout).deployment as { resources?: { type: string; id?: string }[] };
    return resources.filter(({ type }) => !type.startsWith("pulumi:"));
  }

  /** Removes all protection and destroys the stack. Returns undefined if the stack doesn't exist. */
  async destroy(): Promise<Run | undefined> {
    const { stdout } = await this.#engine.must(["stack", "ls", "--json"]);
    if (!(JSON.parse(stdout) as { name: string }[]).some(({ name }) => name.split("/").at(-1) === this.options.id))
      return undefined;
    // A refresh resolves the pending operations of an interrupted update before the destroy.
    await this.run(["cancel", "--yes"], {});
    await this.run(["refresh", "--yes", "--skip-preview", "--clear-pending-creates"], {});
    await this.run(["state", "unprotect", "--all", "--yes"], {});
    for (const table of this.tables) await unprotectTable(this.options.clients.dynamodb, table);
    return this.run(["destroy", "--yes", "--skip-preview"], {});
  }
}

/** Pulumi's encryption salt for the rehearsal's passphrase. It is constant, so that a new copy of the stack file fits an existing state. */
const SALT = "v1:IruK213Rbr0=:v1:NlNNSBdIqRRLTSL8:bCfmPVfliYuQxk4sSbG9tutM3a2fUw==";

/** Returns the stack file of a minimal region: no alarm mail, and no reserved concurrency, since a new account's limit is too low. */
const stackFile = ({ id, awsRegion, zone }: RegionStackOptions): string => `config:
  aws:region: ${awsRegion}
  aybiza:region:
    id: ${id}
    name: Live kit
    countries: [US]
    integrations:
      managed: { availability: none }
      sip-trunk: { availability: none }
      twilio: { availability: full }
    emergency: { numbers: ["911"] }
    webhook: { domain: voice.${id}.${zone}, zone: ${zone} }
    agents: { url: "wss://agents.${id}.${zone}" }
    fallback: { say: "We are sorry, we can't take your call right now." }
    data: { callRetentionDays: 1, logRetentionDays: 1 }
    limits: { concurrency: { voice: unreserved, status: unreserved, lateEvents: unreserved } }
encryptionsalt: ${SALT}
`;

/** Returns the rehearsal's engine environment plus the credentials for AWS. The engine may download AWS's plugin if no provider is attached. */
function engineEnvironment(env: NodeJS.ProcessEnv, backendDir: string): NodeJS.ProcessEnv {
  const own = pulumiEnvironment({ root, backendDir, passphrase: rehearsalPassphrase, from: env });
  const aws = Object.entries(env).filter(([name]) => /^AWS_|^PULUMI_DEBUG_PROVIDERS$/.test(name));
  const { PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: never, ...fetching } = own;
  return {
    ...(env.PULUMI_DEBUG_PROVIDERS ? { ...fetching, PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: never } : fetching),
    ...Object.fromEntries(aws),
  };
}
