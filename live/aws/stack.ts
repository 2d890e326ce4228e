import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Engine, type Run, type RunOptions } from "../../launch/engine.ts";
import { pulumiEnvironment } from "../../rehearsal/engine-environment.ts";
import { rehearsalPassphrase, root } from "../../rehearsal/paths.ts";
import { RehearsalProject } from "../../rehearsal/project.ts";
import type { Clients } from "./clients.ts";
import { unprotectTable } from "./tables.ts";

export interface RegionStackOptions {
  /** Folder of the stack file, project and state. An existing one is reused. */
  readonly dir: string;
  /** Id of the region, and name of the stack: `live-3f9a1c`. */
  readonly id: string;
  readonly awsRegion: string;
  readonly zone: string;
  /** Credentials for AWS, and in a rehearsal the port of its provider. */
  readonly env: NodeJS.ProcessEnv;
  readonly clients: Clients;
  /** Interrupts the engine, but not while it puts things back. */
  readonly signal?: AbortSignal | undefined;
}

/** A region stack with this project's program, the real engine and a state of its own. It holds no secrets. */
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

  /** One command of the engine on this stack. */
  run(args: readonly string[], options: RunOptions = { interrupt: this.options.signal }): Promise<Run> {
    return this.#engine.run([...args, "--stack", this.options.id], options);
  }

  /** Resources in the state, as type and name, without the engine's own. */
  async resources(): Promise<readonly { readonly type: string; readonly id?: string }[]> {
    const { stdout } = await this.#engine.must(["stack", "export", "--stack", this.options.id]);
    const { resources = [] } = JSON.parse(stdout).deployment as { resources?: { type: string; id?: string }[] };
    return resources.filter(({ type }) => !type.startsWith("pulumi:"));
  }

  /** Removes every protection and destroys the stack. A missing stack counts as destroyed. */
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

/** Created with the rehearsal's passphrase, so that a later command can open the same state with a new copy of the file. */
const SALT = "v1:IruK213Rbr0=:v1:NlNNSBdIqRRLTSL8:bCfmPVfliYuQxk4sSbG9tutM3a2fUw==";

/** The smallest region: no alarm mail, and no reserved concurrency, since a new account has too little. */
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

/** The rehearsal's environment of the engine, with the credentials for AWS that it leaves out, and AWS's plugin fetched where none is attached. */
function engineEnvironment(env: NodeJS.ProcessEnv, backendDir: string): NodeJS.ProcessEnv {
  const own = pulumiEnvironment({ root, backendDir, passphrase: rehearsalPassphrase, from: env });
  const aws = Object.entries(env).filter(([name]) => /^AWS_|^PULUMI_DEBUG_PROVIDERS$/.test(name));
  const { PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: never, ...fetching } = own;
  return {
    ...(env.PULUMI_DEBUG_PROVIDERS ? { ...fetching, PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: never } : fetching),
    ...Object.fromEntries(aws),
  };
}
