import { join } from "node:path";
import { stacksIn } from "../../domain/config/stacks.ts";
import { processes, processTree } from "../../launch/process-tree.mjs";
import type { PartStatus, StackStatus, Status } from "../../launch/world/protocol.ts";
import type { WorldRecord } from "../../launch/world/record.ts";
import type { World } from "../world.ts";
import { numbersOf } from "./numbers.ts";

import { resourcesOf } from "./stacks.ts";

/** A running world with its record. */
export interface Hosted {
  readonly record: WorldRecord;
  readonly world: World;
  readonly startSeconds: number;
}

/** Collects what `aybiza world status` shows. A brief status omits the processes, which is faster. */
export function statusOf({ record, world, startSeconds }: Hosted, brief: boolean): Status {
  const all = brief ? [] : processes();
  const members = processTree(all, process.pid, [world.aws.pid]);
  const memory = (of: typeof members) => of.reduce((sum, one) => sum + one.memoryBytes, 0);
  const own = all.find((one) => one.pid === process.pid);
  const cloud = members.filter((one) => one.group === world.aws.pid);
  const others = members.filter((one) => one.pid !== process.pid && one.group !== world.aws.pid);
  const parts: PartStatus[] = [
    {
      part: "world",
      pid: process.pid,
      ...(own === undefined ? {} : { memoryBytes: own.memoryBytes }),
      detail: "this process; it includes the parts without a memory figure",
    },
    {
      part: "aws",
      pid: world.aws.pid,
      address: world.aws.endpoint,
      ...(brief ? {} : { memoryBytes: memory(cloud) }),
      detail: brief ? "MiniStack" : miniStack(cloud.length),
    },
    { part: "twilio", pid: process.pid, address: world.twilio.origin, detail: "Twilio's API and phone network" },
    { part: "agents", pid: process.pid, address: world.agents.origin, detail: "demo agents" },
    { part: "provider", pid: process.pid, address: `127.0.0.1:${world.providerPort}`, detail: "package aws" },
    ...(others.length === 0
      ? []
      : [{ part: "engine", pid: others[0]!.pid, memoryBytes: memory(others), detail: "pulumi and its programs" }]),
  ];
  return {
    name: record.name,
    state: "running",
    pid: process.pid,
    startedAt: record.startedAt,
    uptimeSeconds: Math.round((Date.now() - Date.parse(record.startedAt)) / 1000),
    startSeconds: Math.round(startSeconds * 10) / 10,
    memoryBytes: memory(members),
    parts,
    stacks: stackStatus(world),
    numbers: numbersOf(world),
    calls: callsOf(world),
  };
}

/** Describes MiniStack's processes: one is its server, the others run handlers. */
function miniStack(processes: number): string {
  if (processes === 0) return "MiniStack has ended: stop this world and start it again";
  const handlers = processes - 1;
  return handlers === 0
    ? "MiniStack"
    : `MiniStack, ${handlers} ${handlers === 1 ? "process" : "processes"} of handlers`;
}

export const stackStatus = (world: World): StackStatus[] =>
  stacksIn(join(world.project.dir, "stacks")).map(({ stack, kind }) => ({
    stack,
    kind,
    resources: resourcesOf(world.stateOfStacks, stack)?.length ?? 0,
  }));

/** Lists the inbound calls to the world's numbers. */
function callsOf(world: World): Status["calls"] {
  const calls = [...world.twilio.store.calls.values()].filter((call) => call.direction === "inbound");
  const having = (...states: string[]) => calls.filter((call) => states.includes(call.status)).length;
  return {
    placed: calls.length,
    completed: having("completed"),
    underWay: having("queued", "ringing", "in-progress"),
  };
}
