import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { regionTables } from "../../cli/tables/region-tables.ts";
import { type Credentials, ROOT } from "../../rehearsal/aws/provider/aws.ts";
import { stateDir } from "../../rehearsal/paths.ts";
import type { World } from "../../rehearsal/world.ts";
import { deployedWorld } from "../deployed-world.ts";
import { mutationsSince } from "../test-world.ts";
import { environmentOf, Users, valuesOf } from "./users.ts";

const log = join(stateDir, "test", "rights-missing.jsonl");
const given = new Map<string, Credentials>();
let world: World;
let users: Users;

beforeAll(async () => {
  rmSync(log, { force: true });
  world = await deployedWorld("rights-missing", "region", { rights: { log, as: async () => ROOT } });
  users = new Users(world.aws.endpoint, log, valuesOf("/hostedzone/Z0"));
  for (const name of ["tenant-deployer", "ledger"]) given.set(name, await users.make(name));
});
afterAll(async () => {
  users?.close();
  await world?.stop();
});

const pulumi = (...args: string[]) =>
  world.engine.run([...args, "--stack", "birch-us"], { env: environmentOf(given.get("tenant-deployer")!) });
const up = () => pulumi("up", "--yes", "--skip-preview");
const told = (text: string) => text.replaceAll(/\s+/g, " ");

it("a tenant's update without a right says the action, the resource, the role and the policy, and buys nothing", async () => {
  expect((await pulumi("stack", "init")).code).toBe(0);
  await users.without("tenant-deployer", "dynamodb:PutItem");
  const mark = world.twilio.store.journal.length;
  const run = await up();
  expect(run.code).not.toBe(0);
  expect(told(run.output)).toContain(
    "the AWS credentials may not do this to table aybiza-us-routes in us-east-1 (User: arn:aws:iam::000000000000:user/tenant-deployer is not authorized to perform: dynamodb:PutItem ",
  );
  expect(run.output).toContain("attach the policy `tenant-deployer` to that role; `./aybiza rights` prints it");
  expect(world.twilio.store.bought).toBe(0);
  expect(mutationsSince(world, mark).map(({ operationId }) => operationId)).not.toContain("UpdateIncomingPhoneNumber");
});

it("with the right the same update goes on, and does all", async () => {
  await users.without("tenant-deployer");
  const run = await up();
  expect(run.code, run.output).toBe(0);
  expect(world.twilio.store.bought).toBe(1);
});

it("an update that may not look at its items warns, with the right that lacks", async () => {
  await users.without("tenant-deployer", "dynamodb:BatchGetItem");
  const run = await up();
  expect(run.code, run.output).toBe(0);
  expect(told(run.output)).toMatch(
    /warning: Can't read this tenant's items in aybiza-us-routes, .* doesn't repair items .*\. .* is not authorized to perform: dynamodb:BatchGetItem /,
  );
});

it("a verb without its right says the same in one line", async () => {
  const env = { ...world.env, ...environmentOf(given.get("ledger")!) };
  const tables = regionTables({ region: "us", awsRegion: "us-east-1", awsProfile: undefined, env, verb: "ledger" });
  expect((await tables.history()).length).toBeGreaterThan(0);
  await users.without("ledger", "dynamodb:Scan");
  const refused = await tables.history().catch((error: unknown) => error);
  tables.close();
  expect(refused).toMatchObject({
    message: expect.stringMatching(
      /^AWS denies these credentials access to aybiza-us-routes: User: arn:aws:iam::000000000000:user\/ledger is not authorized to perform: dynamodb:Scan .*$/,
    ),
    fix: ["Attach policy ledger to their role:  ./aybiza rights ledger --region us"],
  });
});
