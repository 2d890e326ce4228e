import { rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { UserError } from "../domain/user-error.ts";
import { handleClosedOutput, Interruption } from "../launch/interruption.ts";
import { DEFAULT_WORLD } from "../launch/world/name.ts";
import { freshWorldDir } from "../launch/world/record.ts";
import { hostWorld, type WorldHost } from "./control/host.ts";
import { Narrator } from "./narrator.ts";
import { Rehearsal } from "./rehearsal.ts";
import { startWorld } from "./world.ts";

const { values: options } = parseArgs({
  options: {
    stay: { type: "boolean" },
    name: { type: "string", default: DEFAULT_WORLD },
    json: { type: "boolean" },
    "aws-provider": { type: "string" },
  },
});
const awsProvider = options["aws-provider"] === "real" ? "real" : "own";

/** With `--json` the story goes to standard error, so that standard output contains only the JSON object. */
const narrator = new Narrator(options.json ? process.stderr : process.stdout);
handleClosedOutput("end");
const interruption = new Interruption();

/** Starts the world. With `--stay` it is a named world, so that `./aybiza` finds it. */
async function start(): Promise<Pick<WorldHost, "world" | "stop" | "stopped">> {
  if (options.stay) return hostWorld(options.name, performance.now(), { awsProvider });
  const dir = freshWorldDir();
  const world = await startWorld({ dir, awsProvider });
  const stop = async () => {
    await world.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  return { world, stop, stopped: new Promise(() => {}) };
}

async function main(): Promise<number> {
  const clouds = "The clouds start: AWS (MiniStack), Twilio and its phone network, the demo agents";
  const started = await narrator.step(clouds, start);
  const { world, stopped } = started;
  const interrupts = { interrupt: interruption.cancel, terminate: interruption.terminate };
  const rehearsal = new Rehearsal(world, narrator, interrupts);
  /** Whether the story has finished. After that, ending the world by a signal or `./aybiza world stop` is no failure. */
  let isTold = false;
  const tell = async () => {
    await rehearsal.tell();
    if (options.json) process.stdout.write(`${JSON.stringify(rehearsal.report())}\n`);
    if (options.stay) await rehearsal.settle();
    isTold = true;
    if (options.stay) await stopped;
  };
  const cancelled = new Promise<void>((done) => {
    interruption.onCancel(() => {
      if (!isTold) say("interrupted: what the engine has under way ends first; once more ends it at once");
      void world.engine.idle().then(done);
    });
  });
  try {
    await Promise.race([tell(), cancelled, stopped]);
  } catch (error) {
    // An error that the engine reports because it was interrupted is no failure.
    if (interruption.signal === undefined) throw error;
  } finally {
    await started.stop();
  }
  if (isTold) {
    if (options.stay) say("The world has ended, and nothing of it is left.");
    return 0;
  }
  const done = rehearsal.report().updates.map(({ stack }) => stack);
  say(
    `${interruption.signal === undefined ? "stopped by another command" : "interrupted"} in step ${narrator.current}`,
  );
  if (done.length > 0) say(`  updates done: ${[...new Set(done)].join(", ")}`);
  say("  the world has ended, and nothing of it is left");
  const given = process.argv.slice(2).join(" ");
  say(`  once more:    npm start${given === "" ? "" : ` -- ${given}`}`);
  return interruption.signal === undefined ? 1 : interruption.exitCode;
}

const say = (text: string) => process.stderr.write(`${text}\n`);

main().then(
  (code) => process.exit(code),
  (error) => {
    say(`\n${error instanceof Error ? error.message : String(error)}`);
    if (error instanceof UserError) for (const line of error.fix) say(`  ${line}`);
    process.exit(interruption.signal === undefined ? 1 : interruption.exitCode);
  },
);
