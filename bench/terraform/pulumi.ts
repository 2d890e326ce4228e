import { join } from "node:path";
import { layoutOf } from "../../launch/layout.mjs";
import { type Declared, Project } from "../../providers/kit/testing/project.ts";
import { root } from "../../rehearsal/paths.ts";
import { amountOf, type Kind, type Wanted } from "./dialect.ts";
import { problemOf, pulumiErrors } from "./errors.ts";
import type { Outcome, Side, StepName } from "./side.ts";

const STACK = "bench";
const VOICE_URL = "https://voice.us.aybiza.example/twilio/voice";

/** Creates the resources by package `twilio` for Pulumi, with the real engine and an ordinary program. */
export class Pulumi implements Side {
  readonly name = "Pulumi, package twilio";
  readonly version = layoutOf(root).pulumiVersion;
  readonly #project: Project;
  readonly #wanted: Wanted;
  readonly #kinds: readonly Kind[];
  readonly #parallel: number;

  constructor(q: { origin: string; wanted: Wanted; kinds: readonly Kind[]; parallel: number }) {
    this.#wanted = q.wanted;
    this.#kinds = q.kinds;
    this.#parallel = q.parallel;
    const folder = join(root, "providers", "twilio");
    this.#project = new Project("bench-terraform", { name: "twilio", folder, env: { AYBIZA_TWILIO_URL: q.origin } });
  }

  async begin(): Promise<void> {
    const { accountSid, authToken, word } = this.#wanted;
    await this.#project.init(STACK, { "twilio:credentials": { [accountSid]: { authToken } } });
    this.#declare(word);
  }

  async run(step: StepName): Promise<Outcome> {
    switch (step) {
      case "create":
        return this.#must("up");
      case "plan":
        return this.#must("preview", "--expect-no-changes");
      case "plan with refresh":
        return this.#must("preview", "--expect-no-changes", "--refresh");
      case "change":
        this.#declare(`${this.#wanted.word} changed`);
        return this.#must("up");
      case "destroy":
        return this.#must("destroy");
    }
  }

  remove(): void {
    this.#project.remove();
  }

  #declare(word: string): void {
    const { accountSid, numbers } = this.#wanted;
    const resources: Declared[] = numbers.flatMap((phoneNumber, i) => {
      const friendlyName = `${word} ${i}`;
      const each: Record<Kind, Declared> = {
        applications: {
          ...{ token: "twilio:index:Application", name: `application-${i}` },
          inputs: { friendlyName, voiceUrl: VOICE_URL },
        },
        numbers: {
          ...{ token: "twilio:index:IncomingPhoneNumber", name: `number-${i}` },
          inputs: {
            // `release: true` lets the destroy release the number, as Terraform does by default.
            ...{ acquire: "buy", phoneNumber, release: true, friendlyName },
            voiceApplicationSid: { $output: [`application-${i}`, "sid"] },
          },
        },
        trunks: { token: "twilio:index:Trunk", name: `trunk-${i}`, inputs: { friendlyName } },
      };
      return this.#kinds.filter((kind) => i < amountOf(kind, numbers.length)).map((kind) => each[kind]);
    });
    this.#project.declare({ config: { accountSid }, resources });
  }

  async #must(command: string, ...args: string[]): Promise<Outcome> {
    const { code, output } = await this.#project.run(STACK, command, [...args, "--parallel", String(this.#parallel)]);
    if (code === 0) return {};
    return { problem: problemOf(pulumiErrors(output), output) };
  }
}
