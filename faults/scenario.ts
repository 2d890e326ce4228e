import type { Stage } from "./stage.ts";

/** One command on a stack in a state that it is interesting to interrupt in. */
export interface Scenario {
  readonly name: string;
  readonly what: string;
  /** The stack that the command is for. */
  readonly stack: string;
  /** Brings the stage from a deployed region to the moment before the command. */
  prepare(stage: Stage): Promise<void>;
  /** The command, as arguments of the engine; `--yes --skip-preview --stack` are added. */
  command(stage: Stage): readonly string[];
  /** The command is refused also where nothing goes wrong. */
  readonly refused?: true;
}

const settled = ["--yes", "--skip-preview"];

/** An engine command of a scenario, complete. */
export const complete = (args: readonly string[], stack: string): string[] => [...args, ...settled, "--stack", stack];

const birch = "birch-us";
const up = async (stage: Stage, stack = birch) => void (await stage.world.engine.must(complete(["up"], stack)));

/** A tenant with a number that was adopted and one that was bought, both in service. */
async function deployed(stage: Stage): Promise<void> {
  await stage.world.engine.must(["stack", "init", birch]);
  await up(stage);
}

async function unprotected(stage: Stage): Promise<void> {
  await deployed(stage);
  await stage.world.engine.must(["state", "unprotect", "--all", "--yes", "--stack", birch]);
}

const released = (text: string) =>
  text.replace(/^( {4}emergency-line: .*), agent: dispatch }$/m, "$1, agent: dispatch, release: true }");
const bothReleased = (text: string) => released(text).replace(/^( {4}"\+12125550142": .*) }$/m, "$1, release: true }");

function urn(stage: Stage, type: string, name: string): string {
  const { resources } = JSON.parse(stage.checkpoint(birch)).checkpoint.latest as {
    resources: { urn: string; type: string }[];
  };
  const found = resources.find((r) => r.type === type && r.urn.endsWith(`::${name}`));
  if (!found) throw new Error(`${birch} has no ${type} ${name}`);
  return found.urn;
}

/** What is interrupted. Together they pass every way in which a live number, a purchase or a release could go wrong. */
export const scenarios: readonly Scenario[] = [
  {
    name: "first-up",
    what: "the first `up` of a tenant: adopts a number, buys another by a search, routes both",
    stack: birch,
    prepare: async (stage) => void (await stage.world.engine.must(["stack", "init", birch])),
    command: () => ["up"],
  },
  {
    name: "change",
    what: "an `up` that assigns anew, changes an agent and buys a further number",
    stack: birch,
    async prepare(stage) {
      await deployed(stage);
      stage.edit(birch, (text) =>
        text
          .replace("Birch and Sons, dispatch. What can we fix", "Birch and Sons. What can we fix")
          .replace(
            /^( {4}emergency-line: .*)$/m,
            `$1\n    night-line: { connection: own, buy: { number: "+12125550111" }, agent: dispatch }`,
          ),
      );
    },
    command: () => ["up"],
  },
  {
    name: "mend",
    what: "an `up --refresh` that finds an application and a number changed by hand",
    stack: birch,
    async prepare(stage) {
      await deployed(stage);
      drift(stage);
    },
    command: () => ["up", "--refresh"],
  },
  {
    name: "refresh",
    what: "a `refresh` that finds an application and a number changed by hand",
    stack: birch,
    async prepare(stage) {
      await deployed(stage);
      drift(stage);
    },
    command: () => ["refresh"],
  },
  {
    name: "refused-destroy",
    what: "a `destroy` of live numbers whose protection was taken off",
    stack: birch,
    prepare: unprotected,
    command: () => ["destroy"],
    refused: true,
  },
  {
    name: "replace-bought",
    what: "an `up --replace` of a bought number whose protection was taken off: it is replaced by itself",
    stack: birch,
    prepare: unprotected,
    command: (stage) => ["up", "--replace", urn(stage, "twilio:index:IncomingPhoneNumber", "emergency-line-purchase")],
  },
  {
    name: "replace-adopted",
    what: "an `up --replace` of an adopted number whose protection was taken off: it is replaced by itself",
    stack: birch,
    prepare: unprotected,
    command: (stage) => ["up", "--replace", urn(stage, "twilio:index:IncomingPhoneNumber", "+12125550142")],
  },
  {
    name: "let-go",
    what: "an `up` that gives up a bought number and hands back an adopted one, both released before",
    stack: birch,
    async prepare(stage) {
      await deployed(stage);
      stage.edit(birch, bothReleased);
      await up(stage);
      stage.edit(birch, (text) =>
        text.replace(/^ {4}(emergency-line|"\+12125550142"): .*\n/gm, "").replace(/^( {2}aybiza:numbers:)$/m, "$1 {}"),
      );
    },
    command: () => ["up"],
  },
  {
    name: "farewell",
    what: "a `destroy` of a tenant whose numbers were all released before",
    stack: birch,
    async prepare(stage) {
      await deployed(stage);
      stage.edit(birch, bothReleased);
      await up(stage);
    },
    command: () => ["destroy"],
  },
];

/** Somebody points the webhooks elsewhere in Twilio's console. */
function drift({ world }: Stage): void {
  const { store } = world.twilio;
  for (const application of store.applications.values())
    application.status_callback = "https://elsewhere.example/status";
  const number = store.holder("+12125550142");
  if (!number) throw new Error("the adopted number isn't held");
  number.voice_application_sid = undefined;
}
