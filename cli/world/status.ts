import { ask } from "../../launch/world/client.ts";
import { worldOption } from "../../launch/world/name.ts";
import type { Status } from "../../launch/world/protocol.ts";
import { worldHome, worldNames, worldState } from "../../launch/world/record.ts";
import { endLeftBehind } from "../../rehearsal/control/processes.ts";
import { EXIT } from "../exit.ts";
import { ownerOf } from "../number-label.ts";
import { columns, type Paint, paintFor } from "../paint.ts";

/** `aybiza world status` */
export async function status(options: { name: string; json?: boolean }): Promise<number> {
  const { name, json = false } = options;
  const { state, record } = worldState(name);
  if (state === "running") {
    const found = await (await ask<Status>(name, { verb: "status" })).result;
    if (json) console.log(JSON.stringify(found));
    else for (const line of describe(found, paintFor(process.stdout))) console.log(line);
    return EXIT.ok;
  }
  const option = worldOption(name, "--name");
  if (state === "crashed") {
    const ended = endLeftBehind(worldHome(name).dir);
    if (json) console.log(JSON.stringify({ name, state, pid: record?.pid, processesEnded: ended }));
    else {
      console.log(`The world ${name} has crashed: its process ${record?.pid} is gone. ${leftovers(ended)}`);
      console.log(`  See its last log entries:  ./aybiza world logs${option}`);
      console.log(`  Remove its files:          ./aybiza world stop${option}`);
    }
    return EXIT.failed;
  }
  const others = worldNames();
  if (json) console.log(JSON.stringify({ name, state: "none", others }));
  else {
    console.log(`No world ${name} runs in this checkout.`);
    if (others.length > 0) console.log(`  Others run:  ${others.join(", ")}`);
    console.log(`  Start it:    ./aybiza world start --detach${option} --stacks us,acme-us`);
  }
  return EXIT.no;
}

/** Describes what happened to a crashed world's processes. */
export const leftovers = (ended: number): string =>
  ended === 0 ? "None of its processes was left." : `${ended} of its processes still ran and were killed.`;

/** Formats the status as lines. */
export function describe(status: Status, paint: Paint): string[] {
  const dim = (text: string) => paint("dim", text);
  const parts = status.parts.map((one) => [
    one.part,
    String(one.pid),
    one.memoryBytes === undefined ? "" : megabytes(one.memoryBytes),
    one.address ?? "",
    one.detail ?? "",
  ]);
  const stacks = status.stacks.map(({ stack, kind, resources }) => [
    stack,
    kind,
    resources === 0 ? "not deployed" : `${resources} resources`,
  ]);
  const numbers = status.numbers.map((one) => [
    one.number,
    ownerOf(one),
    one.inService ? "in service" : "not in service",
  ]);
  const { placed, completed, underWay } = status.calls;
  return [
    `${paint("bold", `world ${status.name}`)}  process ${status.pid}, up for ${duration(status.uptimeSeconds)}, started in ${status.startSeconds.toFixed(1)} s, memory ${megabytes(status.memoryBytes)}`,
    "",
    paint("bold", "parts"),
    ...columns(parts, [String, String, String, String, dim]).map(indented),
    paint("bold", "stacks"),
    ...columns(stacks, [String, dim, String]).map(indented),
    paint("bold", "numbers"),
    ...columns(numbers).map(indented),
    paint("bold", "calls"),
    indented(`${placed} placed, ${completed} completed${underWay === 0 ? "" : `, ${underWay} under way`}`),
  ];
}

const indented = (line: string) => `  ${line}`;
const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}
