import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, expect, it } from "vitest";
import { parse } from "yaml";
import { accountsOf, addAccounts } from "./accounts.ts";
import { refuseUnread } from "./control/unread-accounts.ts";
import { rehearsalPassphrase, root, stateDir } from "./paths.ts";
import { RehearsalProject } from "./project.ts";
import { resellerAccount, sampleAuthTokens } from "./sample.ts";
import { decrypted } from "./stack-secret.ts";
import { seed } from "./twilio/seed.ts";
import { Store } from "./twilio/store.ts";

const dir = join(stateDir, "test", "accounts");
const stacks = join(dir, "stacks");
const ACME = "AC0a7e11fc1e9f4a3b8d2c5e6f70819203";
const BIRCH = "AC1b8f22ad2fa05b4c9e3d6f7a8192a314";
const CEDAR = `AC${"ced0".repeat(8)}`;
const fileOf = (stack: string) => join(stacks, `Pulumi.${stack}.yaml`);
const read = (stack: string) => readFileSync(join(root, "stacks", `Pulumi.${stack}.yaml`), "utf8");

/** Birch's file with another tenant and account. The encryption salt is unchanged, so birch's auth token can be decrypted. */
const cedar = read("birch-us")
  .replaceAll(BIRCH, CEDAR)
  .replace("id: birch, name: Birch & Sons Plumbing", "id: cedar, name: Cedar Legal")
  .replace('"+12125550142"', '"+14155550160": { connection: own, agent: dispatch }\n    "+12125550142"')
  .concat("");

let project: RehearsalProject;
beforeEach(() => {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const isUs = (path: string) => !/Pulumi/.test(path) || /us\.yaml$/.test(path);
  cpSync(join(root, "stacks"), stacks, { recursive: true, filter: isUs });
  project = new RehearsalProject(join(dir, "project"), stacks);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it("reads what pulumi encrypted with the world's passphrase, and nothing else", async () => {
  const { config, encryptionsalt } = parse(read("acme-us"));
  const { secure } = config["twilio:credentials"][ACME].authToken;
  expect(await decrypted(rehearsalPassphrase, encryptionsalt, secure)).toBe(sampleAuthTokens[ACME]);
  expect(await decrypted("another passphrase", encryptionsalt, secure)).toBeUndefined();
  expect(await decrypted(rehearsalPassphrase, encryptionsalt, `${secure.slice(0, -4)}AAA=`)).toBeUndefined();
  expect(await decrypted(rehearsalPassphrase, "undefined", secure)).toBeUndefined();
  expect(await decrypted(rehearsalPassphrase, encryptionsalt, "AQICAHg=")).toBeUndefined();
});

it("has our account and the samples' own, with the numbers that their files adopt", async () => {
  const accounts = await accountsOf(project);
  expect(accounts.map(({ sid, friendlyName, authToken }) => [sid, friendlyName, authToken])).toEqual([
    [resellerAccount.sid, "AYBIZA", resellerAccount.authToken],
    [ACME, "Acme Dental", sampleAuthTokens[ACME]],
    [BIRCH, "Birch & Sons Plumbing", sampleAuthTokens[BIRCH]],
  ]);
  expect(accounts[2]?.numbers).toEqual([
    { phoneNumber: "+12125550142", voiceUrl: "https://old-ivr.birch.example/answer", voiceMethod: "POST" },
  ]);
});

it("has each further account that a stack file names, once, and each number once", async () => {
  writeFileSync(fileOf("cedar-us"), cedar);
  writeFileSync(fileOf("cedar-eu"), cedar.replaceAll("cedar", "cedar-eu"));
  project.restore();
  const added = (await accountsOf(project)).filter(({ sid }) => sid === CEDAR);
  expect(added).toEqual([
    {
      sid: CEDAR,
      friendlyName: "Cedar Legal",
      authToken: sampleAuthTokens[BIRCH],
      // The file's other number is in birch's account.
      numbers: [
        { phoneNumber: "+14155550160", voiceUrl: "https://old-ivr.cedar-eu.example/answer", voiceMethod: "POST" },
      ],
    },
  ]);
});

it("gives a running world the accounts that came since, with their keys, and leaves those that it has", async () => {
  const store = new Store();
  seed(store, await accountsOf(project));
  const key = `SK${"c1".repeat(16)}`;
  const { secure } = parse(read("birch-us")).config["twilio:credentials"][BIRCH].authToken;
  const withKey = cedar.replace(
    "      authToken:\n",
    `      apiKeySid: ${key}\n      apiKeySecret: { secure: "${secure}" }\n      authToken:\n`,
  );
  writeFileSync(fileOf("cedar-us"), withKey);
  project.restore();
  expect(await addAccounts(store, project)).toEqual([]);
  expect(store.accounts.get(CEDAR)).toMatchObject({
    friendly_name: "Cedar Legal",
    auth_token: sampleAuthTokens[BIRCH],
  });
  expect(store.accounts.get(CEDAR)?.api_keys.get(key)).toBe(sampleAuthTokens[BIRCH]);
  expect(store.holder("+14155550160")?.account_sid).toBe(CEDAR);
  expect(store.holder("+12125550142")?.account_sid).toBe(BIRCH);
  await addAccounts(store, project);
  expect(store.accounts.size).toBe(4);
});

it("says which account's token it can't read, where its stack is to come up", async () => {
  const store = new Store();
  seed(store, await accountsOf(project));
  writeFileSync(fileOf("cedar-us"), cedar.replace(/secure: .*/, "secure: AQICAHg="));
  project.restore();
  const unread = await addAccounts(store, project);
  expect(unread.map(({ stack, sid }) => [stack, sid])).toEqual([["cedar-us", CEDAR]]);
  expect(() => refuseUnread(unread, ["us", "acme-us"], "default")).not.toThrow();
  expect(() => refuseUnread(unread, ["cedar-us"], "default")).toThrow(
    `Twilio account ${CEDAR} of stacks/Pulumi.cedar-us.yaml isn't in this world: the file lacks its auth token, or another passphrase encrypted it`,
  );
});

it.each([
  ["", "an empty file"],
  ["config: [", "a file that isn't YAML"],
  ["config: { a: *undefined }", "an alias of nothing"],
  [
    `a: &a [x,x,x,x,x,x,x,x,x]\n${[..."bcdefgh"].map((c, i) => `${c}: &${c} [${Array(9).fill(`*${"abcdefgh"[i]}`)}]`).join("\n")}\nconfig: *h`,
    "an alias bomb",
  ],
  ["config: { aybiza:connections: { own: { type: twilio, accountSid: AC1 } } }", "no SID of an account"],
  ["config: { aybiza:connections: [], aybiza:numbers: 7, twilio:credentials: x, aybiza:tenant: null }", "other types"],
])("starts all the same with %#: %s", async (text) => {
  writeFileSync(fileOf("cedar-us"), text);
  project.restore();
  expect((await accountsOf(project)).map(({ sid }) => sid)).toEqual([resellerAccount.sid, ACME, BIRCH]);
});
