import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { DeleteItemCommand, DynamoDBClient, ScanCommand, UpdateTableCommand } from "@aws-sdk/client-dynamodb";
import { ListHostedZonesByNameCommand, Route53Client } from "@aws-sdk/client-route-53";
import { afterAll, beforeAll, expect } from "vitest";
import { regionTables } from "../../cli/tables/region-tables.ts";
import { monthOf } from "../../domain/rules/money/month.ts";
import type { Right } from "../../infra/rights/right.ts";
import { type Credentials, ROOT } from "../../rehearsal/aws/provider/aws.ts";
import { root, stateDir } from "../../rehearsal/paths.ts";
import type { World } from "../../rehearsal/world.ts";
import { itOf } from "../left-out.ts";
import { testWorld } from "../test-world.ts";
import { environmentOf, rightsOf, Users, valuesOf } from "./users.ts";

/** Everything that is granted, on one world. It takes over a minute: `npm test` has missing.test.ts. */
const GRANTED = ["region-deployer", "tenant-deployer", "ledger", "explain", "invoice", "offboard", "ready"] as const;
type Granted = (typeof GRANTED)[number];
const log = join(stateDir, "test", "rights-whole.jsonl");
const given = new Map<string, Credentials>();
let world: World;
let users: Users;
const it = (name: string, test: () => Promise<void>) => itOf(name)(name, test);
const isLeftOut = process.env.AYBIZA_TESTS !== "all";
const aws = () => ({ endpoint: world.aws.endpoint, region: "us-east-1", credentials: ROOT });

beforeAll(async () => {
  if (isLeftOut) return;
  rmSync(log, { force: true });
  world = await testWorld("rights-whole", { rights: { log, as: async () => given.get("region-deployer")! } });
  const route53 = new Route53Client(aws());
  const { HostedZones } = await route53.send(new ListHostedZonesByNameCommand({ DNSName: "aybiza.example" }));
  route53.destroy();
  users = new Users(world.aws.endpoint, log, valuesOf(HostedZones![0]!.Id!));
  for (const name of GRANTED) given.set(name, await users.make(name));
});
afterAll(async () => {
  users?.close();
  await world?.stop();
});

/** Runs the engine with what a role may do. */
async function as(name: Granted, ...args: string[]) {
  const run = await world.engine.run(args, { env: environmentOf(given.get(name)!) });
  expect(run.code, run.output).toBe(0);
  return run;
}
const now = ["--yes", "--skip-preview", "--stack"];

/** Runs a verb with its own rights alone. */
const aybiza = (verb: Granted, args: readonly string[]) =>
  new Promise<string>((done, failed) => {
    const env = { ...process.env, ...world.env, ...environmentOf(given.get(verb)!) };
    execFile(join(root, "aybiza"), [verb, ...args], { cwd: root, env }, (error, out) =>
      error ? failed(error) : done(out),
    );
  });

/** Ends the region, with its deletion protection taken off as docs/operate.md says. */
async function takeDown(): Promise<void> {
  const client = new DynamoDBClient({ ...aws(), credentials: given.get("region-deployer")! });
  for (const TableName of ["aybiza-us-routes", "aybiza-us-calls"])
    await client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
  client.destroy();
  await as("region-deployer", "state", "unprotect", "--all", "--yes", "--stack", "us");
  await as("region-deployer", "destroy", ...now, "us");
}

/** The actions that the list doesn't say are never asked for. */
const triedOf = (rights: readonly Right[]) =>
  new Set(rights.flatMap(({ actions, untried = {} }) => actions.filter((action) => !(action in untried))));

/** Takes the routes that are left out of the table, so that the region serves no number any more. */
async function endRoutes(): Promise<void> {
  const client = new DynamoDBClient(aws());
  const { Items = [] } = await client.send(new ScanCommand({ TableName: "aybiza-us-routes" }));
  for (const { pk, sk } of Items.filter(({ sk }) => sk?.S === "route"))
    await client.send(new DeleteItemCommand({ TableName: "aybiza-us-routes", Key: { pk: pk!, sk: sk! } }));
  client.destroy();
}

// First, in this order, with exactly the published rights.
it("a region is deployed, looked at and changed", async () => {
  await as("region-deployer", "stack", "init", "us");
  await as("region-deployer", "up", ...now, "us");
  await as("region-deployer", "preview", "--refresh", "--expect-no-changes", "--stack", "us");
  world.project.edit("us", (text) =>
    text
      .replace("callRetentionDays: 90", "callRetentionDays: 91")
      .replace("    alarms:", "    limits: { webhooksPerSecond: 900, concurrency: { voice: 300 } }\n    alarms:"),
  );
  expect((await as("region-deployer", "up", ...now, "us")).changes.updated).toBeGreaterThan(5);
});

it("its tenants too, and a call is answered by handlers with their own roles", async () => {
  for (const stack of ["acme-us", "birch-us"]) {
    await as("tenant-deployer", "stack", "init", stack);
    await as("tenant-deployer", "up", ...now, stack);
    await as("tenant-deployer", "up", "--refresh", ...now, stack);
  }
  expect((await world.twilio.network.call({ from: "+14155550123", to: "+14155550101" })).answeredBy).toBe("agent");
});

it("a tenant's item is taken over, and a number let go", async () => {
  const { stdout } = await as("tenant-deployer", "stack", "--show-urns", "--stack", "acme-us");
  const adopted = /urn:\S+RoutesItem::\S*\+14155550101-adopted/.exec(stdout)![0];
  await as("tenant-deployer", "up", "--replace", adopted, ...now, "acme-us");
  const edit = (from: RegExp, to: string) => world.project.edit("acme-us", (text) => text.replace(from, to));
  edit(/("\+14155550102": \{)/, "$1 release: true,");
  await as("tenant-deployer", "up", ...now, "acme-us");
  edit(/ {4}"\+14155550102":.*\n/, "");
  await as("tenant-deployer", "up", ...now, "acme-us");
});

it("each verb reads what it tells", async () => {
  const month = monthOf(new Date());
  for (const [verb, ...args] of [
    ["ledger", "+14155550101"],
    ["ledger", "acme"],
    ["explain", "--to", "+14155550101", "--deployed"],
    ["invoice", "acme", "--month", month],
    ["ready", "acme-us"],
  ] as const)
    expect(await aybiza(verb, args)).toContain("+14155550101");
  const env = { ...world.env, ...environmentOf(given.get("offboard")!) };
  const tables = regionTables({ region: "us", awsRegion: "us-east-1", awsProfile: undefined, env, verb: "offboard" });
  expect(await tables.history()).not.toEqual([]);
  const calls = await tables.calls("acme", month);
  expect(await tables.records(calls.map(({ callSid }) => callSid))).toHaveLength(1);
  tables.close();
});

it("the region is taken down, and made again with a fallback by a function", async () => {
  await endRoutes();
  await takeDown();
  world.project.edit("us", (text) =>
    text.replace("zone: aybiza.example }", "zone: aybiza.example, fallback: { by: lambda, awsRegion: us-west-2 } }"),
  );
  await as("region-deployer", "up", ...now, "us");
  await takeDown();
});

it("the handlers' roles were asked for what they do, and nothing was denied them", async () => {
  const asked = users.ofRoles();
  expect(new Set(asked.map(({ action }) => action))).toEqual(triedOf(rightsOf("handlers")));
  expect(asked.filter(({ denied }) => denied)).toEqual([]);
});

for (const name of GRANTED) {
  /** An action stands in several rights where it is on several kinds of resources. */
  const expected = triedOf(rightsOf(name));
  const asked = () => users.asked(given.get(name)!).filter(({ action }) => action !== "sts:GetCallerIdentity");

  it(`${name}: each was asked for, but those that the list says never are`, async () => {
    expect(new Set(asked().map(({ action }) => action))).toEqual(expected);
    expect(asked().filter(({ denied }) => denied)).toEqual([]);
  });

  it(`${name}: each is needed, since without it what asked for it is denied`, async () => {
    for (const lacking of new Set(asked().map(({ action }) => action))) {
      await users.without(name, lacking);
      for (const { action, resource } of asked().filter((one) => one.action === lacking))
        expect([action, resource, await users.may(name, action, resource)]).toEqual([action, resource, false]);
    }
    await users.without(name);
    for (const { action, resource } of asked())
      expect([action, resource, await users.may(name, action, resource)]).toEqual([action, resource, true]);
  });
}
