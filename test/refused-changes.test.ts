import { afterAll, beforeAll, expect, it } from "vitest";
import type { World } from "../rehearsal/world.ts";
import { deployedWorld } from "./deployed-world.ts";
import { atTwilio, dial, mutationsSince } from "./test-world.ts";

let world: World;
beforeAll(async () => {
  world = await deployedWorld("refused-changes", "tenants");
});
afterAll(() => world?.stop());

const up = (stack: string, ...more: string[]) =>
  world.engine.run(["up", "--yes", "--skip-preview", "--stack", stack, ...more]);

/** Deploys a stack with a changed file; the file is as before afterwards. */
async function upWith(stack: string, change: (text: string) => string) {
  let before = "";
  world.project.edit(stack, (text) => {
    before = text;
    return change(text);
  });
  const mark = world.twilio.store.journal.length;
  const run = await up(stack);
  world.project.edit(stack, () => before);
  return { ...run, mutations: mutationsSince(world, mark) };
}

it.each([
  ["acme-us", "id: acme,", "id: acme2,", "this stack holds live numbers of tenant id `acme`", "+14155550101"],
  [
    "us",
    "domain: voice.us",
    "domain: hooks.us",
    "aybiza:region.webhook.domain: voice.us.aybiza.example",
    "+14155550101",
  ],
  ["birch-us", "emergency-line:", "line:", "if you renamed it, rename it to `emergency-line` again", "+12125550142"],
])("%s with %s as %s is refused before anything is declared", async (stack, before, after, message, number) => {
  const run = await upWith(stack, (text) => text.replace(before, after));
  expect(run.code).not.toBe(0);
  expect(run.output).toContain(message);
  expect(run.steps.filter((step) => step.type !== "pulumi:pulumi:Stack")).toEqual([]);
  expect(run.mutations).toEqual([]);
  expect((await dial(world, number)).answeredBy).toBe("agent");
});

it("a bought number that goes on under its own digits isn't released, also after `release: true`", async () => {
  const bought = [...world.twilio.store.numbers.values()]
    .map((n) => n.phone_number as string)
    .find((n) => n.startsWith("+1212") && n !== "+12125550142")!;
  world.project.edit("birch-us", (text) => text.replace('"212" }', '"212" }, release: true'));
  expect((await up("birch-us")).code).toBe(0);
  const run = await upWith("birch-us", (text) =>
    text.replace(/^ {4}emergency-line:.*$/m, `    "${bought}": { connection: own, agent: dispatch }`),
  );
  expect(run.output).toContain(`${bought} was \`emergency-line\` and is now`);
  expect(run.mutations).toEqual([]);
  expect((await dial(world, bought)).answeredBy).toBe("agent");
});

it.each(["--replace", "taint"])("an application that is to be replaced (%s) goes on answering", async (way) => {
  const urn = "urn:pulumi:acme-us::aybiza::aybiza:tenant:TwilioAccount$twilio:index:Application::own";
  if (way === "taint") await world.engine.must(["state", "taint", urn, "--stack", "acme-us"]);
  const before = atTwilio(world, "+14155550101")?.voice_application_sid;
  expect((await up("acme-us", ...(way === "taint" ? [] : ["--replace", urn]))).code).toBe(0);
  expect(atTwilio(world, "+14155550101")?.voice_application_sid).toBe(before);
  expect((await dial(world, "+14155550101")).answeredBy).toBe("agent");
});

it("an adopted number that vanished from its account can be let go, and doesn't block the stack for ever", async () => {
  const number = "+14155550102";
  const held = atTwilio(world, number)!;
  world.twilio.store.removeNumber(held);
  const warned = await up("acme-us");
  expect(warned.output).toContain("no longer holds +14155550102");
  expect([warned.code, warned.changes]).toEqual([0, { created: 0, updated: 0, deleted: 0, replaced: 0 }]);
  world.project.edit("acme-us", (text) => text.replace(/^( {4}"\+14155550102": \{.*?) \}$/m, "$1, release: true }"));
  expect((await up("acme-us")).code).toBe(0);
  world.project.edit("acme-us", (text) => text.replace(/^ {4}"\+14155550102".*\n/m, ""));
  expect((await up("acme-us")).changes).toMatchObject({ deleted: 3 });
  expect((await dial(world, "+14155550101")).answeredBy).toBe("agent");
});
