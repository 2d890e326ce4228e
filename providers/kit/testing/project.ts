import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Engine, type Run, type RunOptions } from "../../../launch/engine.ts";
import { pulumiEnvironment } from "../../../rehearsal/engine-environment.ts";
import { rehearsalPassphrase, root, stateDir } from "../../../rehearsal/paths.ts";
import type { Bag } from "../handler.ts";

/** The declarations of a test's program: a provider instance and resources of its package. */
export interface Program {
  /** The provider instance's configuration. */
  readonly config: Bag;
  readonly resources: readonly Declared[];
}

/** Inputs. `{"$secret": value}` declares a secret, and `{"$output": ["name", "property"]}` refers to another resource's output. */
export interface Declared {
  readonly token: string;
  readonly name: string;
  readonly inputs: Bag;
  /** Pulumi's resource options that are plain data: `import`, `ignoreChanges`, `customTimeouts`, `aliases`, ... */
  readonly options?: Bag;
}

/** A resource in the stack's state. */
export interface Stored {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly inputs: Bag;
  readonly outputs: Bag;
}

const PROGRAM = `import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";

const { name, config, resources } = JSON.parse(readFileSync(new URL("program.json", import.meta.url), "utf8"));
const made = {};
const input = (value) => {
  if (Array.isArray(value)) return value.map(input);
  if (value === null || typeof value !== "object") return value;
  if ("$secret" in value) return pulumi.secret(value.$secret);
  if ("$output" in value) return made[value.$output[0]][value.$output[1]];
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, input(v)]));
};
const provider = new (class extends pulumi.ProviderResource {})(name, "instance", input(config));
for (const { token, name, inputs, outputs, options } of resources) {
  const unset = Object.fromEntries(outputs.map((o) => [o, undefined]));
  made[name] = new pulumi.CustomResource(token, name, { ...unset, ...input(inputs) }, { provider, ...options });
}
`;

/** A temporary Pulumi project of one test, in the git-ignored state folder: the real engine, a provider by path, and a program made from data. */
export class Project {
  readonly dir: string;
  readonly #package: string;
  readonly #engine: Engine;

  /** `folder`: the folder of the package's executable `pulumi-resource-NAME`. */
  constructor(test: string, q: { readonly name: string; readonly folder: string; readonly env?: NodeJS.ProcessEnv }) {
    this.dir = join(stateDir, "test", test);
    this.#package = q.name;
    rmSync(this.dir, { recursive: true, force: true });
    mkdirSync(join(this.dir, "state"), { recursive: true });
    writeFileSync(join(this.dir, "package.json"), '{ "type": "module" }');
    writeFileSync(join(this.dir, "program.mjs"), PROGRAM);
    const nodeargs = `--require ${relative(this.dir, join(root, "launch/stack-frames.cjs"))}`;
    const project = {
      name: "kit-test",
      main: "program.mjs",
      runtime: { name: "nodejs", options: { typescript: false, nodeargs } },
      plugins: { providers: [{ name: q.name, path: q.folder }] },
    };
    writeFileSync(join(this.dir, "Pulumi.yaml"), JSON.stringify(project));
    const env = pulumiEnvironment({ root, backendDir: join(this.dir, "state"), passphrase: rehearsalPassphrase });
    this.#engine = new Engine(this.dir, { ...env, ...q.env });
  }

  /** Replaces the program's declarations. The program then requests each output that a later resource refers to. */
  declare({ config, resources }: Program): void {
    const text = JSON.stringify(resources);
    const asked = (name: string) => {
      const pattern = new RegExp(`"\\$output":\\["${name}","(\\w+)"\\]`, "g");
      return [...new Set([...text.matchAll(pattern)].map((m) => m[1]))];
    };
    const program = {
      name: this.#package,
      config,
      resources: resources.map((r) => ({ ...r, outputs: asked(r.name) })),
    };
    writeFileSync(join(this.dir, "program.json"), JSON.stringify(program));
  }

  /** Runs a command on a stack: `run("dev", "preview")`. `up`, `refresh` and `destroy` run without a confirmation prompt. */
  run(stack: string, command: string, args: readonly string[] = [], options?: RunOptions): Promise<Run> {
    const asks = ["up", "refresh", "destroy", "import"].includes(command);
    const answers = asks && !args.includes("--preview-only") ? ["--yes", "--skip-preview"] : [];
    return this.#engine.run([...command.split(" "), ...answers, ...args, "--stack", stack], options);
  }

  /** Runs a command as {@link run} does, but throws its output when it fails. */
  async must(stack: string, command: string, args: readonly string[] = [], options?: RunOptions): Promise<Run> {
    const run = await this.run(stack, command, args, options);
    if (run.code !== 0) throw new Error(`pulumi ${command} ${args.join(" ")} failed (${run.code}):\n${run.output}`);
    return run;
  }

  /** Makes a stack. Writes `config` to the stack's file in plaintext: a test's credentials are fake. */
  async init(stack: string, config: Bag = {}): Promise<void> {
    this.configure(stack, config);
    const run = await this.#engine.run(["stack", "init", stack]);
    if (run.code !== 0) throw new Error(run.output);
  }

  /** Replaces a stack's configuration. */
  configure(stack: string, config: Bag): void {
    const file = join(this.dir, `Pulumi.${stack}.yaml`);
    const salt = existsSync(file) ? (/^encryptionsalt:.*$/m.exec(readFileSync(file, "utf8"))?.[0] ?? "") : "";
    writeFileSync(file, `config: ${JSON.stringify(config)}\n${salt}\n`);
  }

  /** Returns a stack's state file as text, to search for leaked secrets. */
  stateText(stack: string): string {
    return readFileSync(join(this.dir, "state/.pulumi/stacks/kit-test", `${stack}.json`), "utf8");
  }

  /** Returns the resources in a stack's state, except the stack itself and the provider. */
  stored(stack: string): Stored[] {
    const { checkpoint } = JSON.parse(this.stateText(stack));
    const resources: Stored[] = checkpoint.latest?.resources ?? [];
    return resources.filter((r) => !r.type.startsWith("pulumi:"));
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}
