import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { twilioCliProgram } from "../paths.ts";
import { ACME, startWorld, type World } from "../twilio/testing/world.ts";
import { outsideEnvironment } from "./environment.ts";
import { type Outside, openOutside } from "./outside.ts";

/** The world that Twilio's own CLI, unmodified, is tested against. */
let world: World;
let outside: Outside;
let home: string;
beforeAll(async () => {
  world = await startWorld();
  home = mkdtempSync(join(tmpdir(), "aybiza-twilio-cli-"));
  outside = await openOutside({ dir: join(home, "tls"), port: () => world.port });
});
afterAll(async () => {
  await outside.close();
  await world.close();
  rmSync(home, { recursive: true });
});

/** Runs `twilio ...` as a new user would: with an empty home folder, and credentials in the environment. */
async function twilio(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const credentials = { TWILIO_ACCOUNT_SID: ACME.sid, TWILIO_AUTH_TOKEN: ACME.authToken };
  const env = { PATH, NODE_COMPILE_CACHE, HOME: home, ...credentials, ...outsideEnvironment(outside).set };
  const child = spawn(process.execPath, [twilioCliProgram, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number | null>((done) => child.once("close", done));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, out, err };
}

it("buys a number, finds it, changes and releases it with Twilio's CLI", async () => {
  const number = "+14155550111";
  const bought = await twilio("api:core:incoming-phone-numbers:create", `--phone-number=${number}`, "-o", "json");
  expect(bought.code, bought.err).toBe(0);
  const [{ sid, phoneNumber }] = JSON.parse(bought.out);
  expect([phoneNumber, world.store.holder(number)?.sid]).toEqual([number, sid]);
  const renamed = await twilio("phone-numbers:update", number, "--friendly-name=front desk");
  expect([renamed.code, renamed.out]).toEqual([0, expect.stringMatching(/Success +front desk/)]);
  const [listed, removed] = [
    await twilio("phone-numbers:list", "--no-header"),
    await twilio("api:core:incoming-phone-numbers:remove", `--sid=${sid}`),
  ];
  expect(listed.out.trim().split(/ {2,}/)).toEqual([sid, number, "front desk"]);
  expect([removed.code, world.store.holder(number)]).toEqual([0, undefined]);
  // The CLI sent its requests to Twilio's host names only.
  expect(world.store.journal.map((entry) => `${entry.method} ${entry.status}`)).toEqual([
    "POST 201",
    "GET 200",
    "POST 200",
    "GET 200",
    "DELETE 204",
  ]);
}, 60_000);

it("searches, makes a subaccount, and reaches another product under its own name, page by page", async () => {
  const search = ["--country-code=US", "--area-code=415", "--limit=2", "-o", "json"];
  const other = await world.sdk().trunking.v1.trunks.create({ friendlyName: "one" });
  const [found, branch, trunk] = await Promise.all([
    twilio("api:core:available-phone-numbers:local:list", ...search),
    twilio("api:core:accounts:create", "--friendly-name=Branch", "-o", "json"),
    twilio("api:trunking:v1:trunks:create", "--friendly-name=two", "-o", "json"),
  ]);
  const numbers = JSON.parse(found.out) as { phoneNumber: string }[];
  expect(numbers.map(({ phoneNumber }) => phoneNumber)).toEqual(["+14155550100", "+14155550101"]);
  const [{ sid, ownerAccountSid }] = JSON.parse(branch.out);
  expect([ownerAccountSid, world.store.accounts.get(sid)?.friendly_name]).toEqual([ACME.sid, "Branch"]);
  const listed = await twilio("api:trunking:v1:trunks:list", "--page-size=1", "--limit=2", "-o", "json");
  const sids = ({ out }: { out: string }) => (JSON.parse(out) as { sid: string }[]).map((one) => one.sid);
  expect(sids(listed)).toEqual([...sids(trunk), other.sid]);
}, 60_000);

it("shows Twilio's errors as it shows Twilio's", async () => {
  const refused = await twilio("api:core:incoming-phone-numbers:create", "--phone-number=+15005550000");
  expect([refused.code, refused.err]).toEqual([21, expect.stringContaining("Error code 21422")]);
});
