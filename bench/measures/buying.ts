import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loopbackClient } from "../../rehearsal/twilio/testing/loopback-client.ts";
import type { World } from "../../rehearsal/world.ts";
import type { BudgetName, Measured } from "../budgets.ts";
import { timed } from "../processes.ts";
import type { Progress } from "../progress.ts";
import { type BenchTenant, tenantOf } from "../tenants.ts";
import { benchDir, prepare, worldOf } from "../world.ts";
import { requestsByOperation } from "./requests.ts";

/** Pulumi resources for each bought number: the purchase, the route, the number in service. */
const RESOURCES_PER_NUMBER = 3;

/**
 * Measures `up` of 200 bought numbers against Terraform's floor: the time that Terraform takes to create as many resources that do nothing (the bench
 * has no Terraform provider for Twilio to compare with). Also measures the same purchases as plain requests to Twilio's API, without an engine.
 */
export async function measureBuying(
  progress: Progress,
  quick: boolean,
): Promise<Partial<Record<BudgetName, Measured>>> {
  const count = quick ? 20 : 200;
  const [ours, bare] = [tenantOf("buyer-us", count, "buy"), tenantOf("bare-us", 0, "buy")];
  progress.say("deploying a region");
  const world = await worldOf("buying", [ours, bare]);
  try {
    await prepare(world, "us");
    await world.engine.must(["stack", "init", ours.stack]);
    progress.say(`up of ${count} bought numbers`);
    const { journal } = world.twilio.store;
    const mark = journal.length;
    const up = await timed(() => world.engine.must(["up", "--yes", "--skip-preview", "--stack", ours.stack]));
    const asked = journal.slice(mark);
    if (world.twilio.store.bought !== count)
      throw new Error(`${world.twilio.store.bought} numbers were bought, not ${count}`);
    progress.say(`${count} numbers bought without an engine`);
    const requests = await timed(() => buyBare(world, bare, count));
    progress.say("Terraform with resources that do nothing");
    const floor = await terraformFloor(count * RESOURCES_PER_NUMBER);
    const cpu = up.cpuSeconds === undefined ? "" : `, ${up.cpuSeconds.toFixed(1)} s of processor time`;
    const detail = `up of ${count} in ${up.seconds.toFixed(1)} s${cpu}; the same requests without an engine ${requests.seconds.toFixed(1)} s; ${(asked.length / count).toFixed(2)} requests to Twilio a number: ${requestsByOperation(asked)}`;
    if (floor === undefined)
      return { "up-200-bought": { figure: null, detail: `${detail}; Terraform isn't installed` } };
    return {
      "up-200-bought": {
        figure: up.seconds / floor,
        // Judged only if within the floor: an `up` slower than the floor may still be faster than Terraform with a Twilio provider.
        judged: up.seconds <= floor,
        detail: `${detail}; Terraform's floor, ${count * RESOURCES_PER_NUMBER} resources that do nothing, ${floor.toFixed(1)} s; not compared with a Twilio provider`,
      },
    };
  } finally {
    await world.stop();
  }
}

/** Buys numbers by Twilio's API alone, with eight requests at a time: a search, the purchase, the settings. */
async function buyBare({ twilio }: World, { account }: BenchTenant, count: number): Promise<void> {
  const client = loopbackClient(twilio.origin);
  const base = `https://api.twilio.com/2010-04-01/Accounts/${account.sid}`;
  const login = { username: account.sid, password: account.authToken };
  const ask = async (path: string, data?: Record<string, string>) => {
    const { statusCode, body } = await client.request({
      ...login,
      method: data ? "POST" : "GET",
      uri: `${base}${path}`,
      ...(data && { data }),
    });
    if (statusCode >= 400) throw new Error(`${path}: ${statusCode} ${JSON.stringify(body)}`);
    return body as Record<string, unknown>;
  };
  let left = count;
  const buy = async () => {
    while (left-- > 0) {
      const page = await ask("/AvailablePhoneNumbers/US/Local.json?PageSize=20");
      const found = page.available_phone_numbers as { phone_number: string }[];
      for (const { phone_number } of found.slice(left % 8)) {
        try {
          const { sid } = await ask("/IncomingPhoneNumbers.json", { PhoneNumber: phone_number });
          await ask(`/IncomingPhoneNumbers/${sid}.json`, { VoiceUrl: "https://voice.us.aybiza.example/twilio/voice" });
          break;
        } catch {
          // Another of the concurrent loops has just bought this number: try the next one.
        }
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, buy));
}

/** Returns the seconds that Terraform takes to create `count` built-in resources that do nothing; undefined if it isn't installed. */
async function terraformFloor(count: number): Promise<number | undefined> {
  const dir = join(benchDir, "terraform");
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  writeFileSync(
    join(dir, "main.tf"),
    `resource "terraform_data" "item" {\n  count = ${count}\n  input = "item \${count.index}"\n}\n`,
  );
  const terraform = (...args: string[]) =>
    execFileSync("terraform", [`-chdir=${dir}`, ...args], {
      stdio: "ignore",
      env: { ...process.env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" },
    });
  try {
    terraform("init", "-input=false");
  } catch {
    return undefined;
  }
  const { seconds } = await timed(async () => terraform("apply", "-input=false", "-auto-approve"));
  return seconds;
}
