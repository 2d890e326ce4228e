import { parseArgs } from "node:util";
import { Narrator } from "./narrator.ts";
import { Rehearsal } from "./rehearsal.ts";
import { startWorld } from "./world.ts";
import { freshWorldDir } from "./world-dir.ts";

const { values: options } = parseArgs({ options: { stay: { type: "boolean" }, json: { type: "boolean" } } });

/** With `--json` the story goes to standard error, so that standard output ends with the one JSON object. */
const narrator = new Narrator(options.json ? process.stderr : process.stdout);

const world = await narrator.step(
  "The clouds start: AWS (MiniStack), Twilio and its phone network, the demo agents",
  () => startWorld({ dir: freshWorldDir() }),
);
let stopping: Promise<void> | undefined;
const stop = () => (stopping ??= world.stop());
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => stop().finally(() => process.exit(signal === "SIGINT" ? 130 : 143)));

try {
  const rehearsal = new Rehearsal(world, narrator);
  await rehearsal.tell();
  if (options.json) process.stdout.write(`${JSON.stringify(rehearsal.report())}\n`);
  if (options.stay) {
    await rehearsal.settle();
    await new Promise(() => setInterval(() => {}, 2 ** 30));
  }
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await stop();
}
