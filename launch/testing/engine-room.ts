import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pulumiEnvironment, pulumiExecutable } from "../../rehearsal/engine-environment.ts";
import { layoutOf } from "../layout.mjs";
import { put } from "./room.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** What one command of the CLI came to. */
export interface Ended {
  readonly code: number | null;
  /** Standard output and error as they came. */
  readonly output: string;
}

/** A Pulumi project in a folder of its own, with state of its own, run by the real CLI. */
export class EngineRoom {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;

  /** Files lie in the project's folder; `main.ts` is the program. */
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
      // By which the processes of this room are found again.
      AYBIZA_ENGINE_ROOM: this.folder,
    };
  }

  /** A path in the room. */
  in(...names: string[]): string {
    return path.join(this.folder, ...names);
  }

  write(files: Record<string, string>): void {
    put(this.in("project"), files);
  }

  /** Starts the CLI in a process group of its own, as a shell starts it in a terminal. */
  start(...args: string[]): { child: ChildProcess; said: () => string; ended: Promise<Ended> } {
    const child = spawn(pulumiExecutable(root), ["--non-interactive", "--color=never", ...args], {
      cwd: this.in("project"),
      env: this.env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const chunks: Buffer[] = [];
    const said = () => Buffer.concat(chunks).toString();
    for (const stream of [child.stdout!, child.stderr!]) stream.on("data", (chunk) => chunks.push(chunk));
    return { child, said, ended: once(child, "close").then(([code]) => ({ code, output: said() })) };
  }

  pulumi(...args: string[]): Promise<Ended> {
    return this.start(...args).ended;
  }

  /** As {@link pulumi}; throws what it said where it fails. */
  async must(...args: string[]): Promise<string> {
    const { code, output } = await this.pulumi(...args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed (${code}):\n${output}`);
    return output;
  }

  /** The names of the resources in the state of the stack `dev`, without the stack itself, sorted. */
  held(): string[] {
    const state = JSON.parse(readFileSync(this.in("state/.pulumi/stacks/tiny/dev.json"), "utf8"));
    const resources: { urn: string; type: string }[] = state.checkpoint.latest?.resources ?? [];
    return resources
      .filter(({ type }) => type !== "pulumi:pulumi:Stack")
      .map(({ urn }) => urn.split("::").at(-1)!)
      .sort();
  }

  /** The locks that updates hold on the state. */
  locks(): string[] {
    try {
      return readdirSync(this.in("state/.pulumi/locks"), { recursive: true, encoding: "utf8" }).filter((name) =>
        name.endsWith(".json"),
      );
    } catch {
      return [];
    }
  }

  /** The command lines of processes that were started in this room and still run. Linux only; elsewhere none are found. */
  processes(): string[] {
    if (process.platform !== "linux") return [];
    return readdirSync("/proc").flatMap((pid) => {
      try {
        if (!readFileSync(`/proc/${pid}/environ`, "utf8").includes(`AYBIZA_ENGINE_ROOM=${this.folder}`)) return [];
        return [readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim()].filter(Boolean);
      } catch {
        return []; // no process, not ours, or just gone
      }
    });
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
