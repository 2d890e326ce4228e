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

/** Resources of ours for each bought number: the purchase, the route, the number in service. */
const RESOURCES_PER_NUMBER = 3;

/**
 * `up` of 200 bought numbers. Its peer would be Terraform with a provider for Twilio, which isn't had here; what is had is Terraform's own floor,
 * the same count of resources that do nothing. Beside it the bare requests, without any engine.
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
    progress.say(`${count} numbers bought by bare requests`);
    const requests = await timed(() => buyBare(world, bare, count));
    progress.say("Terraform with resources that do nothing");
    const floor = await terraformFloor(count * RESOURCES_PER_NUMBER);
    const cpu = up.cpuSeconds === undefined ? "" : `, ${up.cpuSeconds.toFixed(1)} s of processor time`;
    const detail = `up of ${count} in ${up.seconds.toFixed(1)} s${cpu}; the bare requests alone ${requests.seconds.toFixed(1)} s; ${(asked.length / count).toFixed(2)} requests of Twilio a number: ${requestsByOperation(asked)}`;
    if (floor === undefined) return { "up-200-bought": { figure: null, detail: `${detail}; no Terraform here` } };
    return {
      "up-200-bought": {
        figure: up.seconds / floor,
        // Slower than Terraform's floor may still be faster than Terraform with a provider.
        judged: up.seconds <= floor,
        detail: `${detail}; Terraform's floor, ${count * RESOURCES_PER_NUMBER} resources that do nothing, ${floor.toFixed(1)} s: no peer here`,
      },
    };
  } finally {
    await world.stop();
  }
}

/** The requests of Twilio's API that buying needs, eight at a time: a search, the purchase, the settings. */
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
          // Another of the eight has just bought it.
        }
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, buy));
}

/** Seconds that Terraform takes to make `count` resources of its own that do nothing; undefined without Terraform. */
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
