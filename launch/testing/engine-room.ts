import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pulumiEnvironment } from "../../rehearsal/engine-environment.ts";
import { layoutOf } from "../layout.mjs";
import { processes, processesWith } from "../process-tree.mjs";
import { type PulumiProcess, type PulumiResult, pulumiCommand, startPulumi } from "../pulumi.ts";
import { put } from "./room.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** A Pulumi project with its own folder and state, for tests with the real CLI. */
export class EngineRoom {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;

  /** @param files files of the project's folder; `main.ts` is the program */
  constructor(files: Record<string, string> = {}, extra: { yaml?: string; env?: NodeJS.ProcessEnv } = {}) {
    this.folder = realpathSync(mkdtempSync(path.join(tmpdir(), "aybiza-engine-")));
    mkdirSync(this.in("state"));
    symlinkSync(layoutOf(root).modules, this.in("node_modules"));
    put(this.in("project"), {
      "package.json": '{ "name": "tiny", "version": "1.0.0", "type": "module" }',
      "Pulumi.yaml": `name: tiny\nmain: main.ts\nruntime: { name: nodejs, options: { typescript: false } }\n${extra.yaml ?? ""}`,
      ...files,
    });
    this.env = {
      ...pulumiEnvironment({ root, backendDir: this.in("state"), passphrase: "for a test" }),
      ...extra.env,
      // Marks the processes of this room, for processes().
      AYBIZA_ENGINE_ROOM: this.folder,
    };
  }

  /** Returns a path in the room's folder. */
  in(...names: string[]): string {
    return path.join(this.folder, ...names);
  }

  write(files: Record<string, string>): void {
    put(this.in("project"), files);
  }

  start(...args: string[]): PulumiProcess {
    return startPulumi(pulumiCommand(...args), { cwd: this.in("project"), env: this.env });
  }

  pulumi(...args: string[]): Promise<PulumiResult> {
    return this.start(...args).ended;
  }

  /** Runs a command like {@link pulumi}. Throws an Error with the output if the command fails. */
  async must(...args: string[]): Promise<string> {
    const { code, output } = await this.pulumi(...args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed (${code}):\n${output}`);
    return output;
  }

  /** Returns the sorted names of the resources in the state of stack `dev`, without the stack itself. */
  held(): string[] {
    return [...this.#state()]
      .filter(({ type }) => type !== "pulumi:pulumi:Stack")
      .map(({ urn }) => nameOf(urn))
      .sort();
  }

  /** Returns a resource in the state of stack `dev` as JSON. */
  state(name: string): string {
    return JSON.stringify(this.#state().find(({ urn }) => nameOf(urn) === name));
  }

  #state(): { urn: string; type: string }[] {
    const state = JSON.parse(readFileSync(this.in("state/.pulumi/stacks/tiny/dev.json"), "utf8"));
    return state.checkpoint.latest?.resources ?? [];
  }

  /** Lists the lock files in the state. */
  locks(): string[] {
    try {
      return readdirSync(this.in("state/.pulumi/locks"), { recursive: true, encoding: "utf8" }).filter((name) =>
        name.endsWith(".json"),
      );
    } catch {
      return [];
    }
  }

  /** Returns the command lines of the running processes that were started in this room. */
  processes(): string[] {
    const pids = processesWith(`AYBIZA_ENGINE_ROOM=${this.folder}`);
    return processes()
      .filter(({ pid }) => pids.includes(pid))
      .map(({ command }) => command);
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const nameOf = (urn: string): string => urn.split("::").at(-1)!;
