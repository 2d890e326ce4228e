import { bringUp, deployStack, type Scenario, unprotect, urnOf } from "../scenario.ts";
import type { Stage } from "../stage.ts";

const birch = "birch-us";
const numberType = "twilio:index:IncomingPhoneNumber";
/** Deploys a tenant with an adopted and a bought number, both in service. */
const deployed = (stage: Stage) => deployStack(stage, birch);

async function unprotected(stage: Stage): Promise<void> {
  await deployed(stage);
  await unprotect(stage, birch);
}

const released = (text: string) =>
  text.replace(/^( {4}emergency-line: .*), agent: dispatch }$/m, "$1, agent: dispatch, release: true }");
const bothReleased = (text: string) => released(text).replace(/^( {4}"\+12125550142": .*) }$/m, "$1, release: true }");

/** Scenarios of a tenant with numbers in its own account. */
export const ownAccount: readonly Scenario[] = [
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
    command: (stage) => ["up", "--replace", urnOf(stage, birch, numberType, "emergency-line-purchase")],
  },
  {
    name: "replace-adopted",
    what: "an `up --replace` of an adopted number whose protection was taken off: it is replaced by itself",
    stack: birch,
    prepare: unprotected,
    command: (stage) => ["up", "--replace", urnOf(stage, birch, numberType, "+12125550142")],
  },
  {
    name: "let-go",
    what: "an `up` that gives up a bought number and hands back an adopted one, both released before",
    stack: birch,
    async prepare(stage) {
      await deployed(stage);
      stage.edit(birch, bothReleased);
      await bringUp(stage, birch);
      stage.edit(birch, (text) =>
        text.replace(/^ {4}(emergency-line|"\+12125550142"): .*\n/gm, "").replace(/^( {2}aybiza:numbers:)$/m, "$1 {}"),
      );
    },
    command: () => ["up"],
  },
  {
    name: "teardown",
    what: "a `destroy` of a tenant whose numbers were all released before",
    stack: birch,
    async prepare(stage) {
      await deployed(stage);
      stage.edit(birch, bothReleased);
      await bringUp(stage, birch);
    },
    command: () => ["destroy"],
    // The recovery is another `destroy`, since an `up` would create the partly destroyed stack again.
    goOn: ["destroy"],
  },
];

/** Simulates an operator who changes the webhooks in Twilio's console. */
function drift({ world }: Stage): void {
  const { store } = world.twilio;
  for (const application of store.applications.values())
    application.status_callback = "https://elsewhere.example/status";
  const number = store.holder("+12125550142");
  if (!number) throw new Error("The tenant's account has no number to change by hand.");
  number.voice_application_sid = undefined;
}
