import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { signalGroup } from "../../launch/process-tree.mjs";
import { stateDir } from "../paths.ts";

export interface MiniStackOptions {
  /** Python environment that holds the package `ministack`. */
  readonly venv: string;
  /** Folder for its log and temporary files, created if missing. */
  readonly dir: string;
  /** Port on 127.0.0.1. A free one when absent. */
  readonly port?: number;
  /** Start timeout. @default 30000 */
  readonly timeoutMs?: number;
  /** Folder for its state: read at the start, written at the stop. @default nothing is kept */
  readonly keep?: string | undefined;
  /** Enforces IAM policies, and logs each checked action to this file. @default no enforcement */
  readonly rights?: string | undefined;
}

/** A running MiniStack: the AWS API, HTTP APIs and Lambda on one loopback port. */
export interface MiniStack {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly port: number;
  /** Also the id of the process group that holds the Lambda workers. */
  readonly pid: number;
  /** File that holds what it printed. */
  readonly log: string;
  /** Makes its tables answer with errors (`throws`), not answer at all (`hangs`), or recover. */
  failTables(mood: TableMood): Promise<void>;
  /** Ends it and its Lambda workers, and removes its temporary files. May be called twice. */
  stop(): Promise<void>;
}

/** What DynamoDB does: an outage has two kinds. */
export type TableMood = "well" | "throws" | "hangs";

/** Loopback only, no listeners beside the one port, handlers as plain processes. */
const SETTINGS = {
  BIND_HOST: "127.0.0.1",
  MINISTACK_HOST: "127.0.0.1",
  SFTP_ENABLED: "0",
  IOT_MTLS_ENABLED: "0",
  LAMBDA_EXECUTOR: "local",
  PYTHONUNBUFFERED: "1",
  // pip doesn't compile what it installs: without this each start compiles again, for half a second.
  PYTHONPYCACHEPREFIX: join(stateDir, "cache", "python"),
};
/** Stop timeout. On a busy machine, writing the state takes longer. */
const STOP_MS = 2_000;
const KEEPING_STOP_MS = 30_000;

/**
 * Starts MiniStack and waits until it answers. It sees nothing of our environment (it hands its own to the Lambda handlers), and
 * ends with our process, however that ends: it follows a pipe that only we hold.
 * @throws Error with the last lines of its log when it doesn't come up
 */
export async function startMiniStack(options: MiniStackOptions): Promise<MiniStack> {
  const dir = resolve(options.dir);
  const tmp = join(dir, "tmp");
  const log = join(dir, "ministack.log");
  rmSync(tmp, { recursive: true, force: true });
  mkdirSync(tmp, { recursive: true });
  // Its workers are CommonJS, and handlers see no package.json in the cloud: the one above this folder isn't theirs.
  writeFileSync(join(tmp, "package.json"), "{}");
  const output = openSync(log, "w");
  const child = spawn(
    join(options.venv, "bin", "python"),
    [join(import.meta.dirname, "serve-ministack.py"), String(options.port ?? 0)],
    {
      cwd: dir,
      detached: true,
      stdio: ["pipe", output, output, "pipe"],
      env: {
        ...SETTINGS,
        // Handlers run on the Node that runs us.
        PATH: [dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"].join(delimiter),
        LANG: "C.UTF-8",
        HOME: tmp,
        TMPDIR: tmp,
        AWS_EC2_METADATA_DISABLED: "true",
        ...(options.rights !== undefined && { AUTH: "true", AYBIZA_RIGHTS_LOG: resolve(options.rights) }),
        ...(options.keep !== undefined && {
          PERSIST_STATE: "1",
          STATE_DIR: resolve(options.keep),
          // Objects of buckets are files.
          S3_PERSIST: "1",
          S3_DATA_DIR: resolve(options.keep, "s3"),
        }),
      },
    },
  );
  const exited = new Promise<string>((done) => {
    child.once("error", (error) => done(error.message));
    child.once("exit", (code, signal) => done(`it ended with ${signal ?? `code ${code}`}`));
  });
  exited.then(() => signalGroup(child.pid, "SIGKILL")); // the Lambda workers of a MiniStack that crashed
  const stop = async () => {
    child.ref();
    signalGroup(child.pid, "SIGTERM");
    const limitMs = options.keep === undefined ? STOP_MS : KEEPING_STOP_MS;
    let late = false;
    const impatient = setTimeout(() => {
      late = true;
      signalGroup(child.pid, "SIGKILL");
    }, limitMs);
    await exited;
    clearTimeout(impatient);
    signalGroup(child.pid, "SIGKILL");
    if (late && options.keep !== undefined)
      throw new Error(`MiniStack was killed before it had written its state to ${options.keep}: see ${log}`);
    child.stdin?.destroy();
    rmSync(tmp, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  };

  const signal = AbortSignal.timeout(options.timeoutMs ?? 30_000);
  const late = new Promise<string>((done) => {
    signal.onabort = () => done(`it didn't answer within ${options.timeoutMs ?? 30_000} ms`);
  });
  const up = announcedPort(child).then(async (port) => {
    const health = await fetch(`http://127.0.0.1:${port}/_ministack/health`, { signal });
    if (!health.ok) throw new Error(`its health answers ${health.status}`);
    await health.arrayBuffer();
    return port;
  });
  const outcome = await Promise.race([up.catch((error: Error) => sleep(100).then(() => error.message)), exited, late]);
  signal.onabort = null;
  if (typeof outcome === "string") {
    const reason = await Promise.race([exited, sleep(0).then(() => outcome)]);
    if (reason.includes("ENOENT")) writeSync(output, `no Python at ${join(options.venv, "bin", "python")}\n`);
    await stop().catch(() => undefined);
    const lines = readFileSync(log, "utf8").trimEnd().split("\n").slice(-15).join("\n  ");
    throw new Error(`MiniStack doesn't start: ${reason}.\n  ${lines}\n(from ${log})`);
  }
  child.unref();
  (child.stdin as unknown as { unref?(): void }).unref?.();
  const endpoint = `http://127.0.0.1:${outcome}`;
  const failTables = async (mood: TableMood) => {
    const { status } = await fetch(`${endpoint}/_aybiza/tables/${mood}`, { method: "POST" });
    if (status !== 204) throw new Error(`MiniStack's tables can't be switched to ${mood}: it answers ${status}`);
  };
  return { endpoint, port: outcome, pid: child.pid!, log, failTables, stop };
}

/** The line on fd 3: the port, from the moment when it listens. */
async function announcedPort(child: ChildProcess): Promise<number> {
  let text = "";
  for await (const chunk of child.stdio[3] as NodeJS.ReadableStream) text += chunk;
  const port = Number(text);
  if (!(port > 0)) throw new Error("it took no port");
  return port;
}
