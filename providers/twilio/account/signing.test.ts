import { afterEach, beforeEach, expect, test } from "vitest";
import { acme, startWorld, type World } from "../testing/world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const secondary = "acme-secondary-token-0123456789";
const wrong = "f".repeat(32);
const key = { apiKeySid: acme.apiKeys![0]!.sid, apiKeySecret: acme.apiKeys![0]!.secret };
const account = () => world.store.accounts.get(acme.sid)!;

async function connect(credentials: object) {
  const engine = await world.connectWithStackConfig({ credentials: JSON.stringify({ [acme.sid]: credentials }) });
  await engine.configure({ accountSid: acme.sid, label: "connection `own` of tenant `acme`" });
  return engine;
}
const prove = async (credentials: object) => (await connect(credentials)).invoke("twilio:index:proveAuthTokens", {});

test.each<[string, { authToken: string; previousAuthToken?: string }, object]>([
  ["the primary one", { authToken: acme.authToken }, { authToken: "primary" }],
  ["a secondary one", { authToken: secondary }, { authToken: "secondary" }],
  ["one of nobody's", { authToken: wrong }, { authToken: "refused" }],
  [
    "a rotation that is prepared",
    { authToken: secondary, previousAuthToken: acme.authToken },
    { authToken: "secondary", previousAuthToken: "primary" },
  ],
  ["a rotation that is done", { authToken: acme.authToken, previousAuthToken: wrong }, { authToken: "primary" }],
  [
    "the two the wrong way round",
    { authToken: wrong, previousAuthToken: acme.authToken },
    { authToken: "refused", previousAuthToken: "primary" },
  ],
  [
    "neither",
    { authToken: wrong, previousAuthToken: secondary },
    { authToken: "refused", previousAuthToken: "secondary" },
  ],
])("%s, with and without an API key beside it", async (_, credentials, found) => {
  account().secondary_auth_token = secondary;
  expect(await prove(credentials)).toEqual(found);
  expect(await prove({ ...credentials, ...key })).toEqual(found);
});

test("no token stands in what is said, whoever's it is", async () => {
  account().secondary_auth_token = secondary;
  const engine = await connect({ authToken: secondary, previousAuthToken: wrong, ...key });
  await engine.invoke("twilio:index:proveAuthTokens", {});
  expect([secondary, wrong, acme.authToken, key.apiKeySecret].filter((text) => engine.sawInClear(text))).toEqual([]);
});

test("a Twilio that fails proves nothing, and neither does an answer without the token", async () => {
  world.faults.push({ operationId: "FetchAccount", when: "before", status: 403, times: 1 });
  await expect(prove({ authToken: acme.authToken })).rejects.toThrow(
    "Twilio refused to read the account to find the auth token that signs its webhooks in account",
  );
  account().auth_token = "";
  account().secondary_auth_token = acme.authToken;
  await expect(prove({ authToken: acme.authToken })).rejects.toThrow(
    `Twilio doesn't return the primary auth token of account ${acme.sid} (connection \`own\` of tenant \`acme\`), so it is unknown whether the stack's token verifies its webhooks. Ask Twilio's support`,
  );
});
