import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Engine, secret, startPlugin } from "../kit/testing/engine.ts";
import { acme, applicationUrn, startWorld, type World, zenith } from "./testing/world.ts";

let world: World;
let plain: Engine;
beforeAll(async () => {
  world = await startWorld();
  plain = (await world.plugin()).connect();
});
afterAll(() => world.stop());

const urn = applicationUrn("calls");

test("two instances act in their own accounts", async () => {
  const plugin = await world.plugin();
  const [first, second] = [plugin.connect(), plugin.connect()];
  await first.configure({ accountSid: acme.sid, authToken: secret(acme.authToken) });
  await second.configure({ accountSid: zenith.sid, authToken: secret(zenith.authToken) });
  const created = await Promise.all([first.create(urn, {}), second.create(urn, {})]);
  expect(created.map((c) => c.state.accountSid)).toEqual([acme.sid, zenith.sid]);
  expect(created.map((c) => world.store.applications.get(c.id)?.account_sid)).toEqual([acme.sid, zenith.sid]);
});

test("an API key works in place of the auth token", async () => {
  const engine = await world.connect(acme, {
    authToken: null,
    apiKeySid: `SK${"a1".repeat(16)}`,
    apiKeySecret: secret("acme-key-secret-0123456789"),
  });
  const { state } = await engine.create(applicationUrn("by-key"), {});
  expect(state.accountSid).toBe(acme.sid);
});

const mistakes: [string, Record<string, unknown>, { property: string; reason: string }[]][] = [
  [
    "no account",
    { authToken: "t" },
    [
      {
        property: "accountSid",
        reason: "is missing: SID of the account or subaccount that owns the resources, `AC...`.",
      },
    ],
  ],
  [
    "a bad account",
    { accountSid: "AC1", authToken: "t" },
    [{ property: "accountSid", reason: "must be an account SID: AC, then 32 hex digits" }],
  ],
  [
    "no credential",
    { accountSid: acme.sid },
    [
      {
        property: "authToken",
        reason:
          "is required: set the account's auth token, or `apiKeySid` and `apiKeySecret`, as a secret (`pulumi config set --secret --stack <stack> --path 'twilio:credentials.AC....authToken'`)",
      },
    ],
  ],
  [
    "half an API key",
    { accountSid: acme.sid, apiKeySid: `SK${"a1".repeat(16)}` },
    [{ property: "apiKeySecret", reason: "is required when `apiKeySid` is set: set the key's secret" }],
  ],
  [
    "credentials as pipelines and shells spoil them",
    { accountSid: acme.sid, apiKeySid: `SK${"a1".repeat(16)}`, apiKeySecret: "" },
    [{ property: "", reason: "apiKeySecret: is empty, perhaps because a variable of a CI pipeline is unset" }],
  ],
  [
    "a token with the line break of its file",
    { accountSid: acme.sid, authToken: "t\n" },
    [
      {
        property: "",
        reason:
          "authToken: begins or ends with a space or a line break, which Twilio would treat as part of the credential",
      },
    ],
  ],
  [
    "both kinds",
    { accountSid: acme.sid, authToken: "t", apiKeySid: `SK${"a1".repeat(16)}`, apiKeySecret: "s" },
    // The failure has no property: the engine would print the property's value, the token.
    [{ property: "", reason: "authToken: set the auth token or an API key, not both" }],
  ],
  [
    "an unknown key and a wrong type, at once",
    { accountSid: acme.sid, authToken: "t", acountSid: "x", label: 7 },
    [
      { property: "label", reason: "must be a string" },
      {
        property: "acountSid",
        reason:
          "there is no such property; there are accountSid, parentAccountSid, authToken, apiKeySid, apiKeySecret, label",
      },
    ],
  ],
  [
    "values that aren't known yet",
    { accountSid: "04da6b54-80e4-46f7-96ec-b56ff0331ba9", authToken: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" },
    [],
  ],
];
test.each(mistakes)("%s: checkConfig says what is wrong and how to mend it", async (_, config, failures) => {
  expect((await plain.checkConfig(config)).failures).toEqual(failures);
});

test("a rotated auth token is an update in place", async () => {
  const diff = await plain.diffConfig(
    { accountSid: acme.sid, authToken: "old" },
    { accountSid: acme.sid, authToken: "new" },
  );
  expect(diff).toMatchObject({ some: true, changes: { authToken: "update" }, replaces: [] });
});

test("wrong credentials: one line that names the account and the connection, and no secret", async () => {
  const engine = await world.connect(acme, {
    authToken: secret("a-wrong-token-0123456789"),
    label: "connection own of tenant acme",
  });
  const error = await engine.invoke("twilio:index:getIncomingPhoneNumbers", {}).catch((e) => e);
  expect(error.message).toBe(
    `Twilio rejected the auth token of account ${acme.sid} (connection own of tenant acme). Correct \`authToken\` (the account's primary auth token). A refresh or a destroy uses the state's credentials, then those set by \`pulumi config set --secret --stack <stack> --path 'twilio:credentials.${acme.sid}.authToken'\` (error 20003, HTTP 401)`,
  );
  expect(engine.sawInClear("a-wrong-token-0123456789")).toBe(false);
});

test("credentials of the stack's configuration are found by account, and stand in no property", async () => {
  const credentials = {
    [acme.sid]: { authToken: acme.authToken },
    [zenith.sid]: { authToken: "a-wrong-token-0123456789" },
  };
  const engine = await world.connectWithStackConfig({ credentials: JSON.stringify(credentials) });
  const { inputs, failures } = await engine.checkConfig({ accountSid: acme.sid, label: "connection own" });
  expect({ inputs, failures }).toEqual({ inputs: { accountSid: acme.sid, label: "connection own" }, failures: [] });
  await engine.configure({ accountSid: acme.sid });
  expect((await engine.create(applicationUrn("by-stack"), {})).state.accountSid).toBe(acme.sid);

  const other = await world.connectWithStackConfig({ credentials: JSON.stringify(credentials) });
  await other.configure({ accountSid: zenith.sid });
  await expect(other.create(urn, {})).rejects.toThrow(`Twilio rejected the auth token of account ${zenith.sid}`);
  // A secret is redacted even from the label, if the label contains it by mistake.
  const careless = await world.connectWithStackConfig({ credentials: JSON.stringify(credentials) });
  await careless.configure({ accountSid: zenith.sid, label: "a-wrong-token-0123456789" });
  await expect(careless.create(urn, {})).rejects.toThrow(`of account ${zenith.sid} ([secret])`);
  for (const e of [engine, other, careless]) {
    expect([acme.authToken, "a-wrong-token-0123456789"].filter((text) => e.sawInClear(text))).toEqual([]);
  }
});

test("credentials of the stack's configuration that are missing or misshapen are told without a value", async () => {
  const missing = await world.connectWithStackConfig({});
  await expect(missing.configure({ accountSid: acme.sid, label: "connection own" })).rejects.toThrow(
    `no credentials for account ${acme.sid} (connection own). Set its auth token: pulumi config set --secret --stack <stack> --path 'twilio:credentials.${acme.sid}.authToken'`,
  );
  const misshapen = await world.connectWithStackConfig({ credentials: `{"${acme.sid}":"a-bare-token-0123456789"}` });
  await expect(misshapen.configure({ accountSid: acme.sid })).rejects.toThrow(
    "`twilio:credentials` of the stack's configuration must map account SIDs to `authToken`, or to `apiKeySid` and `apiKeySecret`. Correct it with `pulumi config set --secret --path`",
  );
  expect(misshapen.sawInClear("a-bare-token")).toBe(false);
});

test("an empty token of the stack's configuration is told whole: nothing is taken out of the message", async () => {
  const credentials = JSON.stringify({ [acme.sid]: { authToken: "" } });
  const engine = await world.connectWithStackConfig({ credentials });
  const path = `twilio:credentials.${acme.sid}.authToken`;
  const told = `\`${path}\` of the stack's configuration is empty, perhaps because a variable of a CI pipeline is unset. Fix: pulumi config set --secret --stack <stack> --path '${path}'`;
  await expect(engine.configure({ accountSid: acme.sid })).rejects.toThrow(told);
  expect((await engine.checkConfig({ accountSid: acme.sid })).failures).toEqual([
    { property: "authToken", reason: told },
  ]);
});

test("the provider's address of Twilio can only be this machine", async () => {
  const executable = fileURLToPath(new URL("./pulumi-resource-twilio", import.meta.url));
  const plugin = await startPlugin(executable, [], { AYBIZA_TWILIO_URL: "http://twilio.example:4010" });
  const engine = plugin.connect();
  await expect(engine.configure({ accountSid: acme.sid, authToken: "t" })).rejects.toThrow(
    "AYBIZA_TWILIO_URL must be a loopback URL, such as http://127.0.0.1:4010. Correct it, or unset it to use Twilio itself",
  );
  await plugin.stop();
});
