import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A running Moto: another in-memory implementation of the AWS API, which doesn't run handlers. */
export interface Moto {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/**
 * Starts Moto on a free loopback port, for tests. `venv`: folder of the Python environment with `moto[server]`.
 * @throws Error with Moto's output if it doesn't answer within 30 s
 */
export async function startMoto({ venv }: { venv: string }): Promise<Moto> {
  const python = join(venv, "bin", "python");
  const child = spawn(python, [join(import.meta.dirname, "serve-moto.py")], {
    // Moto ends when this pipe closes, so also when this process is killed.
    stdio: ["pipe", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      PYTHONDONTWRITEBYTECODE: "1",
      MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
      MOTO_ACM_VALIDATION_WAIT: "0",
    },
  });
  let printed = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    printed = `${printed}${text}`.slice(-4_000);
  });
  const ended = new Promise<void>((done) => child.once("close", () => done()));
  const port = await new Promise<number>((done, failed) => {
    const timer = setTimeout(() => failed(new Error(`Moto didn't answer within 30 s: ${printed}`)), 30_000);
    createInterface({ input: child.stdout }).once("line", (line) => {
      clearTimeout(timer);
      done(Number(line));
    });
    child.once("error", failed);
    child.once("close", (code) => failed(new Error(`Moto ended with ${code}: ${printed}`)));
  });
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
