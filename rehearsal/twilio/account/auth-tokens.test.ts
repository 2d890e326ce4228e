import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { validateRequest } from "twilio";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ACME, startWorld, type World } from "../testing/world.ts";

const NUMBER = "+14155550101";
const VOICE = "https://voice.us.aybiza.example/twilio/voice";
const KEY = { sid: ACME.apiKeys![0]!.sid, authToken: ACME.apiKeys![0]!.secret };

/** For each received webhook in order, the name of the token that signed it. */
const signers: string[][] = [];
const known = new Map([["the first primary", ACME.authToken]]);
const webhooks = createServer((request, response) => {
  let text = "";
  request.on("data", (chunk) => (text += chunk));
  request.on("end", () => {
    const signature = String(request.headers["x-twilio-signature"]);
    const form = Object.fromEntries(new URLSearchParams(text));
    signers.push(
      [...known].filter(([, token]) => validateRequest(token, signature, VOICE, form)).map(([name]) => name),
    );
    response.writeHead(200, { "Content-Type": "text/xml" }).end("<Response/>");
  });
});

let world: World;
beforeAll(async () => {
  await new Promise<void>((done) => webhooks.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${(webhooks.address() as AddressInfo).port}`;
  world = await startWorld({
    resolve: async (url) => ({ origin, host: url.host }),
    accounts: [{ ...ACME, numbers: [{ phoneNumber: NUMBER, voiceUrl: VOICE }] }],
  });
});
afterAll(async () => {
  await world.close();
  webhooks.close();
});

/** Sends a request with this token. Returns the HTTP status and the primary token in the answer. */
async function ask(authToken: string) {
  const answer = await world.raw("GET", `/Accounts/${ACME.sid}.json`, { account: { sid: ACME.sid, authToken } });
  return [answer.statusCode, (answer.body as { auth_token?: string }).auth_token];
}
const signersOfACall = async () => {
  signers.length = 0;
  await world.network.call({ from: "+12125550142", to: NUMBER });
  return signers;
};

it("a secondary token works for the API and signs nothing until it is promoted; then the first works for nothing", async () => {
  const { v1 } = world.sdk().accounts;
  const { secondaryAuthToken: second } = await v1.secondaryAuthToken().create();
  known.set("the secondary", second);
  expect(await ask(second)).toEqual([200, ACME.authToken]);
  expect(await ask(ACME.authToken)).toEqual([200, ACME.authToken]);
  expect(await signersOfACall()).toEqual([["the first primary"]]);

  const promoted = await v1.authTokenPromotion().update();
  expect(promoted).toMatchObject({ accountSid: ACME.sid, authToken: second });
  expect(await ask(second)).toEqual([200, second]);
  expect(await ask(ACME.authToken)).toEqual([401, undefined]);
  expect(await signersOfACall()).toEqual([["the secondary"]]);

  // Restore the seeded token.
  world.store.accounts.get(ACME.sid)!.auth_token = ACME.authToken;
});

it("a secondary token that was deleted works for nothing, and there is none to promote", async () => {
  const { v1 } = world.sdk().accounts;
  const { secondaryAuthToken: second } = await v1.secondaryAuthToken().create();
  expect(await v1.secondaryAuthToken().remove()).toBe(true);
  expect(await ask(second)).toEqual([401, undefined]);
  await expect(v1.secondaryAuthToken().remove()).rejects.toMatchObject({ status: 404, code: 20404 });
  await expect(v1.authTokenPromotion().update()).rejects.toMatchObject({ status: 404, code: 20404 });
});

it("an API key makes and promotes none", async () => {
  for (const path of ["Secondary", "Promote"]) {
    const headers = { Host: "accounts.twilio.com" };
    expect((await world.raw("POST", `/v1/AuthTokens/${path}`, { account: KEY, headers })).statusCode).toBe(401);
  }
});
