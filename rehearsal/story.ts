import { parseArgs } from "node:util";
import { hostWorld, type WorldHost } from "./control/host.ts";
import { Refusal } from "./control/refusal.ts";
import { Narrator } from "./narrator.ts";
import { Rehearsal } from "./rehearsal.ts";
import { startWorld, type World } from "./world.ts";
import { DEFAULT_WORLD, freshWorldDir } from "./world-dir.ts";

const { values: options } = parseArgs({
  options: { stay: { type: "boolean" }, json: { type: "boolean" }, "aws-provider": { type: "string" } },
});
const awsProvider = options["aws-provider"] === "real" ? "real" : "own";

/** With `--json` the story goes to standard error, so that standard output ends with the one JSON object. */
const narrator = new Narrator(options.json ? process.stderr : process.stdout);

/** A world that stays is a named one, so that `npx aybiza` finds it. */
let host: WorldHost | undefined;
let world: World | undefined;
/** Whether the story was told to its end. */
let settled = false;
let stopping: Promise<void> | undefined;
const stop = () => (stopping ??= (host ?? world)?.stop() ?? Promise.resolve());
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, () => stop().finally(() => process.exit({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[signal])));

try {
  world = await narrator.step(
    "The clouds start: AWS (MiniStack), Twilio and its phone network, the demo agents",
    async () => {
      if (!options.stay) return startWorld({ dir: freshWorldDir(), awsProvider });
      host = await hostWorld(DEFAULT_WORLD, performance.now(), { awsProvider });
      // `npx aybiza world stop` ends the story too, wherever it is.
      void host.stopped.then(() => process.exit(settled ? 0 : 1));
      return host.world;
    },
  );
  const rehearsal = new Rehearsal(world, narrator);
  await rehearsal.tell();
  if (options.json) process.stdout.write(`${JSON.stringify(rehearsal.report())}\n`);
  if (host !== undefined) {
    await rehearsal.settle();
    settled = true;
    await host.stopped;
  }
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof Refusal) for (const line of error.fix) process.stderr.write(`  ${line}\n`);
  process.exitCode = 1;
} finally {
  await stop();
}
