import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { explanationOf } from "../cli/explain/explanation.ts";
import type { Explained } from "../domain/router/explain.ts";
import { root } from "../rehearsal/paths.ts";
import type { Report, ToldCall } from "../rehearsal/rehearsal.ts";

const scratch = mkdtempSync(join(tmpdir(), "aybiza-story-"));
const stacks = join(scratch, "stacks");
let report: Report;
let code: number | null;
beforeAll(async () => {
  cpSync(join(root, "stacks"), stacks, { recursive: true });
  const story = spawn(process.execPath, ["rehearsal/story.ts", "--json"], {
    cwd: root,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = new Promise<number | null>((done) => story.once("close", done));
  report = JSON.parse(await text(story.stdout));
  code = await ended;
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What the caller hears first, as the files explain it: from the agent, or from the fallback while the agent is down. */
function explained(to: string, { tenant, from, fallback }: ToldCall) {
  const { call } = explanationOf({ to, from, tenant, event: "incoming" }, stacks);
  const down = (one: Explained) => one.event === "agent-failed";
  const { decision } = fallback ? call.next.find(down)! : call;
  const { route } = call.decision as { route: { agent: { name: string } } };
  const agent = route.agent.name;
  if (decision.action === "connect") return { agent, hears: [{ who: "agent", text: decision.route.agent.greeting }] };
  if (decision.action !== "dial") throw new Error(`nobody is dialled: ${decision.reason}`);
  return { agent, hears: [{ who: "network", text: decision.say }, { who: "phone" }] };
}

it("the story of a first call is told to its end, and `aybiza explain` had foretold each call", () => {
  expect(code).toBe(0);
  expect(report).toMatchObject({ bought: 2, boughtInPreview: 0 });
  const told = report.calls.map(({ tenant, from, agent, answered, fallback }) => [
    tenant,
    from,
    agent,
    answered,
    fallback,
  ]);
  expect(told).toEqual([
    ["willow", "+14155550125", "reception", true, false],
    ["acme", "+14155550123", "reception", true, false],
    ["acme", "+14155550124", "after-hours", true, false],
    ["birch", "+12125550155", "dispatch", true, true],
    ["birch", "anonymous", "dispatch", true, true],
  ]);
  for (const call of report.calls) {
    // The story changes this line of the file between its two calls.
    if (call.agent === "after-hours") assign("acme-us", call.to, "after-hours");
    const { agent, hears } = explained(call.tenant === "willow" ? "front-desk" : call.to, call);
    expect(call.agent).toBe(agent);
    expect(call.transcript.slice(0, hears.length)).toMatchObject(hears);
  }
});

function assign(stack: string, number: string, agent: string): void {
  const path = join(stacks, `Pulumi.${stack}.yaml`);
  const line = new RegExp(`("\\${number}": \\{ connection: own, agent: )reception`);
  const changed = readFileSync(path, "utf8").replace(line, `$1${agent}`);
  writeFileSync(path, changed);
}
