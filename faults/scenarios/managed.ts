import { bringUp, deployStack, type Scenario, unprotect } from "../scenario.ts";
import type { Stage } from "../stage.ts";

const willow = "willow-us";
const maple = "maple-us";
const DAY_MS = 86_400_000;

const bought = 'connection: aybiza, buy: { country: US, areaCode: "415" }, agent: reception';

/** Replaces the numbers in a tenant's stack file. */
function declare(stage: Stage, stack: string, entries: Readonly<Record<string, string>>): void {
  const lines = Object.entries(entries).map(([key, text]) => `    ${key}: { ${text} }\n`);
  const numbers = `  aybiza:numbers:${lines.length === 0 ? " {}" : ""}\n${lines.join("")}`;
  stage.edit(stack, (text) => text.replace(/^ {2}aybiza:numbers:[^\n]*\n( {4}.*\n)*/m, numbers));
}

/** An entry that buys an exact number. With two entries that search, which one gets the first number found would differ from run to run. */
const exact = 'connection: aybiza, buy: { number: "+14155550150" }, agent: reception';

/** Deploys a tenant with two managed numbers in service. */
async function deployed(stage: Stage): Promise<void> {
  declare(stage, willow, { desk: exact, "old-line": bought });
  await deployStack(stage, willow);
}

/** Puts one of the two numbers into quarantine, with `release: true`: it is released when the quarantine is over. */
async function resting(stage: Stage): Promise<void> {
  await deployed(stage);
  declare(stage, willow, { desk: exact, "old-line": `${bought}, state: quarantined, release: true` });
}

/** Prepares the transfer of one of the two numbers to another tenant. */
async function given(stage: Stage): Promise<void> {
  await deployed(stage);
  declare(stage, willow, { desk: exact, "old-line": `${bought}, transfer: { to: maple }` });
  await bringUp(stage, willow);
  const line = [...stage.world.twilio.store.numbers.values()].find((n) => n.friendly_name.startsWith("old-line "));
  if (!line) throw new Error("the number to be given isn't held");
  declare(stage, maple, {
    desk: bought,
    [`"${line.phone_number}"`]: "connection: aybiza, agent: reception, transferFrom: willow",
  });
  await stage.world.engine.must(["stack", "init", maple]);
}

/** Scenarios of a tenant with managed numbers, in a subaccount of the reseller's account. */
export const managed: readonly Scenario[] = [
  {
    name: "managed-first-up",
    what: "the first `up` of a managed tenant: makes its subaccount, its key and its application, and buys two numbers, one by a search",
    stack: willow,
    async prepare(stage) {
      declare(stage, willow, { desk: exact, "old-line": bought });
      await stage.world.engine.must(["stack", "init", willow]);
    },
    command: () => ["up"],
  },
  {
    name: "grow",
    what: "an `up` that raises the count of an entry from one to two",
    stack: willow,
    async prepare(stage) {
      const counted = (count: number) =>
        declare(stage, willow, { desk: bought.replace('"415"', `"415", count: ${count}`) });
      counted(1);
      await deployStack(stage, willow);
      counted(2);
    },
    command: () => ["up"],
  },
  {
    name: "quarantine",
    what: "an `up` that takes a managed number out of service",
    stack: willow,
    prepare: resting,
    command: () => ["up"],
  },
  {
    name: "release",
    what: "an `up` that gives up a managed number whose quarantine is over",
    stack: willow,
    async prepare(stage) {
      await resting(stage);
      await bringUp(stage, willow);
      stage.wait(30 * DAY_MS + 120_000);
      declare(stage, willow, { desk: exact });
    },
    command: () => ["up"],
  },
  {
    name: "managed-destroy",
    what: "a `destroy` of managed numbers whose protection was taken off",
    stack: willow,
    async prepare(stage) {
      await deployed(stage);
      await unprotect(stage, willow);
    },
    command: () => ["destroy"],
    refused: true,
  },
  {
    name: "transfer",
    what: "the `up` of a new tenant that takes a number over from another, and buys one",
    stack: maple,
    prepare: given,
    command: () => ["up"],
  },
  {
    name: "transferred",
    what: "an `up` of the tenant that gave a number away and now takes it out of its file",
    stack: willow,
    async prepare(stage) {
      await given(stage);
      await bringUp(stage, maple);
      declare(stage, willow, { desk: exact });
    },
    command: () => ["up"],
  },
  {
    name: "to-reseller",
    what: "an `up` that moves a managed number into our own account, by its removal from the file",
    stack: willow,
    async prepare(stage) {
      await deployed(stage);
      declare(stage, willow, { desk: exact, "old-line": `${bought}, transfer: { to: "@reseller" }` });
      await bringUp(stage, willow);
      declare(stage, willow, { desk: exact });
    },
    command: () => ["up"],
  },
];
