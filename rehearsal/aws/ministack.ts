import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { signalGroup } from "../../launch/process-tree.mjs";
import { stateDir } from "../paths.ts";

export interface MiniStackOptions {
  /** Folder of the Python environment with the package `ministack`. */
  readonly venv: string;
  /** Folder for MiniStack's log and temporary files, created if missing. */
  readonly dir: string;
  /** Port on 127.0.0.1. @default a free port */
  readonly port?: number;
  /** Start timeout in ms. @default 30000 */
  readonly timeoutMs?: number;
  /** Folder for MiniStack's state: loaded at the start, saved at the stop. @default the state isn't saved */
  readonly keep?: string | undefined;
  /** Enforces IAM policies, and logs each checked action to this file. @default no enforcement */
  readonly rights?: string | undefined;
}

/** A running MiniStack: the AWS API, HTTP APIs and Lambda on one loopback port. */
export interface MiniStack {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly port: number;
  /** Process id of MiniStack, and the id of the process group of its Lambda workers. */
  readonly pid: number;
  /** Path of MiniStack's log file, which has its output. */
  readonly log: string;
  /** Makes DynamoDB answer with errors (`throws`), not answer at all (`hangs`), or recover (`well`). */
  failTables(mood: TableMood): Promise<void>;
  /** Ends MiniStack and its Lambda workers, and removes the temporary files. May be called twice. */
  stop(): Promise<void>;
}

/** DynamoDB's state: normal, or one of two kinds of outage (errors, or no answer). */
export type TableMood = "well" | "throws" | "hangs";

/** MiniStack's settings: listen on loopback only, on one port, and run handlers as plain processes. */
const SETTINGS = {
  BIND_HOST: "127.0.0.1",
  MINISTACK_HOST: "127.0.0.1",
  SFTP_ENABLED: "0",
  IOT_MTLS_ENABLED: "0",
  LAMBDA_EXECUTOR: "local",
  PYTHONUNBUFFERED: "1",
  // Caches compiled Python modules, since pip doesn't compile them. Without the cache each start takes half a second longer.
  PYTHONPYCACHEPREFIX: join(stateDir, "cache", "python"),
};
/** Stop timeout in ms. */
const STOP_MS = 2_000;
/** Stop timeout in ms when the state is saved, which can take long on a busy machine. */
const KEEPING_STOP_MS = 30_000;

/**
 * Starts MiniStack and waits until it answers. MiniStack doesn't get this process's environment, since it passes its own to Lambda handlers. It
 * ends when this process ends, even by a kill: it watches a pipe that only this process holds open.
 * @throws Error with the last lines of MiniStack's log if it doesn't start
 */
export async function startMiniStack(options: MiniStackOptions): Promise<MiniStack> {
  const dir = resolve(options.dir);
  const tmp = join(dir, "tmp");
  const log = join(dir, "ministack.log");
  rmSync(tmp, { recursive: true, force: true });
  mkdirSync(tmp, { recursive: true });
  // Shields workers (CommonJS) and handlers from the package.json in a parent folder. On AWS, handlers have none.
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
        // Handlers run on the same Node.js as this process.
        PATH: [dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"].join(delimiter),
        LANG: "C.UTF-8",
        HOME: tmp,
        TMPDIR: tmp,
        AWS_EC2_METADATA_DISABLED: "true",
        ...(options.rights !== undefined && { AUTH: "true", AYBIZA_RIGHTS_LOG: resolve(options.rights) }),
        ...(options.keep !== undefined && {
          PERSIST_STATE: "1",
          STATE_DIR: resolve(options.keep),
          // Saves the objects of buckets as files.
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
    if (!health.ok) throw new Error(`its health check answered with HTTP status ${health.status}`);
    await health.arrayBuffer();
    return port;
  });
  const outcome = await Promise.race([up.catch((error: Error) => sleep(100).then(() => error.message)), exited, late]);
  signal.onabort = null;
  if (typeof outcome === "string") {
    const reason = await Promise.race([exited, sleep(0).then(() => outcome)]);
    if (reason.includes("ENOENT")) writeSync(output, `There is no Python at ${join(options.venv, "bin", "python")}.\n`);
    await stop().catch(() => undefined);
    const lines = readFileSync(log, "utf8").trimEnd().split("\n").slice(-15).join("\n  ");
    throw new Error(`MiniStack doesn't start: ${reason}.\n  ${lines}\n(from ${log})`);
  }
  child.unref();
  (child.stdin as unknown as { unref?(): void }).unref?.();
  const endpoint = `http://127.0.0.1:${outcome}`;
  const failTables = async (mood: TableMood) => {
    const { status } = await fetch(`${endpoint}/_aybiza/tables/${mood}`, { method: "POST" });
    if (status !== 204)
      throw new Error(`MiniStack's tables can't be switched to ${mood}: it answered with HTTP status ${status}`);
  };
  return { endpoint, port: outcome, pid: child.pid!, log, failTables, stop };
}

/** Reads the port that MiniStack writes to file descriptor 3 once it listens. */
async function announcedPort(child: ChildProcess): Promise<number> {
  let text = "";
  for await (const chunk of child.stdio[3] as NodeJS.ReadableStream) text += chunk;
  const port = Number(text);
  if (!(port > 0)) throw new Error("it took no port");
  return port;
}
