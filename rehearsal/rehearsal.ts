import { setTimeout as sleep } from "node:timers/promises";
import { ROUTE_CACHE_MS } from "../domain/contract/route.ts";
import type { Run, RunOptions } from "../launch/engine.ts";
import type { Changes } from "../launch/engine-events.ts";
import { exportsOf } from "../launch/world/exports.ts";
import { environmentOf } from "./control/environment.ts";
import type { Narrator } from "./narrator.ts";
import type { CallEvent } from "./twilio/network/index.ts";
import type { World } from "./world.ts";

/** One call of the story, from the phone network's result and the handlers' call record. */
export interface ToldCall {
  readonly tenant: string;
  readonly to: string;
  readonly from: string;
  /** The agent that the number was assigned to. */
  readonly agent: string;
  /** Whether the agent or the fallback answered. */
  readonly answered: boolean;
  /** Whether the caller was transferred to the fallback. */
  readonly fallback: boolean;
  readonly webhookMs: number;
  readonly transcript: readonly { readonly who: string; readonly text: string }[];
}

export interface ToldUpdate extends Changes {
  readonly stack: string;
  readonly seconds: number;
}

/** What `--json` prints. */
export interface Report {
  readonly calls: readonly ToldCall[];
  readonly updates: readonly ToldUpdate[];
  /** Count of numbers bought. `boughtInPreview` counts those bought during previews, which must be 0. */
  readonly bought: number;
  readonly boughtInPreview: number;
  readonly seconds: number;
}

/** The story: a region, three tenants, calls, an agent exchanged by one line of a file, and an agent that is down. */
export class Rehearsal {
  readonly #world: World;
  readonly #tell: Narrator;
  readonly #interrupts: Pick<RunOptions, "interrupt" | "terminate">;
  readonly #calls: ToldCall[] = [];
  readonly #updates: ToldUpdate[] = [];
  #boughtInPreview = 0;

  constructor(world: World, narrator: Narrator, interrupts: Pick<RunOptions, "interrupt" | "terminate"> = {}) {
    this.#world = world;
    this.#tell = narrator;
    this.#interrupts = interrupts;
  }

  async tell(): Promise<void> {
    const { engine, project } = this.#world;
    await this.#tell.step("pulumi up --stack us: the region's key, tables, handlers and webhook domain", async () => {
      await engine.must(["stack", "init", "us"]);
      await this.#up("us");
    });
    await this.#tell.step(
      "pulumi up --stack acme-us: two numbers of the tenant's own Twilio account are adopted",
      async () => {
        await engine.must(["stack", "init", "acme-us"]);
        await this.#up("acme-us");
      },
    );
    await this.#tell.step(
      "pulumi preview, then up --stack birch-us: one number is adopted, one is bought",
      async () => {
        await engine.must(["stack", "init", "birch-us"]);
        const preview = await this.#preview("birch-us");
        this.#tell.line(`preview: ${preview.changes.created} to create; numbers bought so far: ${this.#bought()}`);
        await this.#up("birch-us");
        this.#tell.line(`numbers bought: ${this.#bought()}`);
      },
    );
    const managed = await this.#tell.step(
      "pulumi preview, then up --stack willow-us: an account below AYBIZA's own, and a number of area code 415 bought into it",
      async () => {
        await engine.must(["stack", "init", "willow-us"]);
        const before = this.#bought();
        const preview = await this.#preview("willow-us");
        this.#tell.line(
          `preview: ${preview.changes.created} to create; numbers bought by it: ${this.#bought() - before}`,
        );
        await this.#up("willow-us");
        this.#tell.line(`numbers bought: ${this.#bought() - before}`);
        await this.#up("willow-us");
        this.#tell.good(`a second up changes nothing; numbers bought: ${this.#bought() - before}`);
        return this.#boughtAs("front-desk");
      },
    );
    await this.#tell.step(`A caller dials ${managed}, the number that was just bought`, () =>
      this.#call({ to: managed, from: "+14155550125", says: ["Hello, when do you vaccinate?"] }),
    );
    const acme = "+14155550101";
    await this.#tell.step(`A caller dials ${acme}`, () =>
      this.#call({
        to: acme,
        from: "+14155550123",
        says: ["Hello, when are you open?", "Can I book a check-up?", "Yes, please do."],
      }),
    );
    const changes = await this.#tell.step(
      "One line of stacks/Pulumi.acme-us.yaml changes: another agent for that number",
      async () => {
        const lines = project.edit("acme-us", (text) =>
          text.replace(
            `"${acme}": { connection: own, agent: reception }`,
            `"${acme}": { connection: own, agent: after-hours }`,
          ),
        );
        for (const { line, before, after } of lines) {
          this.#tell.line(`-${String(line).padStart(3)} ${before}`);
          this.#tell.line(`+${String(line).padStart(3)} ${after}`);
        }
        const before = this.#numberAtTwilio(acme);
        const preview = await this.#preview("acme-us");
        const { created, updated, deleted, replaced } = preview.changes;
        this.#tell.line(
          `preview: ${created} to create, ${updated} to update, ${deleted} to delete, ${replaced} to replace`,
        );
        for (const step of preview.steps.filter((s) => s.type !== "pulumi:pulumi:Stack")) {
          this.#tell.line(`  ${step.op} ${step.type} ${step.urn.split("::").at(-1)}`);
          for (const { path, before, after } of step.values)
            this.#tell.line(`    ${path}: ${short(before)} -> ${short(after)}`);
        }
        return { preview: preview.changes, before };
      },
    );
    await this.#tell.step("pulumi up --stack acme-us", async () => {
      await this.#up("acme-us");
      const now = this.#numberAtTwilio(acme);
      if (now !== changes.before) throw new Error(`the number changed at Twilio:\n${changes.before}\n${now}`);
      this.#tell.good("the number at Twilio is the same: its SID, its application and its webhooks");
    });
    await this.#tell.step(`A second caller dials ${acme}, once no handler goes by the old route any more`, async () => {
      // On a quick machine preview and update take less time than a handler keeps what it has read.
      await sleep(ROUTE_CACHE_MS);
      await this.#call({ to: acme, from: "+14155550124", says: ["Hello, when do you open again?"] });
      const { agent } = this.#calls.at(-1)!;
      if (agent !== "after-hours") throw new Error(`${agent} answered, not the agent that the number has now`);
    });
    const birch = "+12125550142";
    await this.#tell.step(`The agent birch/dispatch goes down, and a caller dials ${birch}`, async () => {
      this.#world.agents.down("birch", "dispatch");
      try {
        await this.#call({ to: birch, from: "+12125550155", says: ["My kitchen is under water!"] });
        this.#tell.line("Another caller withholds the number, and is passed on as well:");
        await this.#call({ to: birch, from: "anonymous", says: ["The tap drips again."] });
        if (!this.#calls.at(-1)!.transcript.some(({ who }) => who === "phone"))
          throw new Error("The fallback connected no person to the caller with a withheld number.");
      } finally {
        this.#world.agents.up("birch", "dispatch");
      }
    });
    await this.#tell.step("The calls, as the handlers recorded them", async () => {
      this.#tell.table(
        ["tenant", "number", "caller", "agent", "answered", "by", "webhook"],
        this.#calls.map((c) => [
          c.tenant,
          c.to,
          c.from,
          c.agent,
          c.answered ? "yes" : "no",
          c.fallback ? "fallback" : "agent",
          `${c.webhookMs.toFixed(0)} ms`,
        ]),
      );
      this.#tell.line("");
      this.#tell.line(
        "To go on: `npm start -- --stay` keeps this world until Ctrl-C, and `./aybiza call +14155550101` in another terminal talks to its agent.",
      );
    });
  }

  report(): Report {
    return {
      calls: this.#calls,
      updates: this.#updates,
      bought: this.#bought(),
      boughtInPreview: this.#boughtInPreview,
      seconds: round(this.#tell.seconds),
    };
  }

  /** For `--stay`: redeploys the stacks from the repository's files, and prints the environment for `npx pulumi`. */
  async settle(): Promise<void> {
    await this.#tell.step(
      "The world stays in this terminal: its stacks go back to the repository's files",
      async () => {
        this.#world.project.edit("acme-us", (text) => text.replace("agent: after-hours }", "agent: reception }"));
        await this.#up("acme-us");
        this.#tell.line("In another terminal, in this folder:");
        this.#tell.line("");
        this.#tell.line("./aybiza call +14155550101      talk to the agent yourself");
        this.#tell.line("./aybiza world status           what runs; logs, reset and stop are there too");
        this.#tell.line("");
        this.#tell.line("For Pulumi's own commands, npx pulumi preview --stack acme-us and the rest:");
        this.#tell.line("");
        for (const line of exportsOf(environmentOf(this.#world))) this.#tell.line(line);
        this.#tell.line("");
        this.#tell.line("Ctrl-C ends the world, and nothing of it is left.");
      },
    );
  }

  async #preview(stack: string): Promise<Run> {
    const before = this.#bought();
    const run = await this.#world.engine.must(["preview", "--stack", stack], this.#interrupts);
    this.#boughtInPreview += this.#bought() - before;
    return run;
  }

  async #up(stack: string): Promise<void> {
    const run = await this.#world.engine.must(["up", "--yes", "--skip-preview", "--stack", stack], this.#interrupts);
    this.#updates.push({ stack, ...run.changes, seconds: round(run.seconds) });
    const { created, updated, deleted, replaced } = run.changes;
    this.#tell.good(`${stack}: ${created} created, ${updated} updated, ${deleted} deleted, ${replaced} replaced`);
  }

  async #call(request: { to: string; from: string; says: string[] }): Promise<void> {
    const result = await this.#world.twilio.network.call({ ...request, onEvent: (event) => this.#heard(event) });
    const record = await this.#world.callRecord("us", result.sid);
    if (record === undefined)
      throw new Error(`the handlers recorded nothing of the call ${result.sid} to ${request.to}`);
    this.#calls.push({
      tenant: String(record.tenant),
      to: String(record.number),
      from: String(record.from),
      agent: String(record.agent),
      answered: result.answered,
      fallback: record.outcome === "fallback",
      webhookMs: round(result.webhookMs ?? Number.NaN),
      transcript: result.transcript.map(({ who, text }) => ({ who, text })),
    });
  }

  #heard(event: CallEvent): void {
    if (event.type === "line")
      this.#tell.said(
        event.name ?? { caller: "Caller", agent: "Agent", network: "Voice", phone: "Phone" }[event.who],
        event.text,
      );
    if (event.type === "webhook")
      this.#tell.line(
        `${event.purpose} webhook: ${event.status === 0 ? "no answer" : event.status} in ${event.ms.toFixed(0)} ms`,
      );
    if (event.type === "dialling")
      this.#tell.line(`the call is passed on to ${event.name ?? event.to}, who sees ${event.from}`);
  }

  /** Returns the number's current state at Twilio as JSON text, for comparison. */
  #numberAtTwilio(phoneNumber: string): string {
    const { date_updated: _changed, ...rest } = this.#world.twilio.store.holder(phoneNumber)!;
    return JSON.stringify(rest);
  }

  /** Returns the number that was bought for an entry. */
  #boughtAs(entry: string): string {
    const numbers = [...this.#world.twilio.store.numbers.values()];
    const found = numbers.find(({ friendly_name }) => friendly_name.startsWith(`${entry} `));
    if (found === undefined) throw new Error(`Twilio has no number bought as ${entry}`);
    return found.phone_number;
  }

  #bought(): number {
    return this.#world.twilio.store.bought;
  }
}

const short = (value: unknown) => {
  const text = JSON.stringify(value) ?? "(not set)";
  return text.length > 50 ? `${text.slice(0, 47)}..."` : text;
};
const round = (value: number) => Math.round(value * 10) / 10;
