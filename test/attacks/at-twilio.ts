import { mintSecret, mintSid } from "../../rehearsal/twilio/store.ts";
import { type Attack, numberType } from "./attack.ts";
import type { Scene } from "./scene.ts";

const acme = "+14155550101";
const birch = "+12125550142";

const held = (scene: Scene, number: string) => scene.world.twilio.store.holder(number)!;
const healthy = async (scene: Scene) => {
  scene.world.twilio.faults.length = 0;
};
const failing =
  (operationId: string, fault: object, times = 1000) =>
  async (scene: Scene) => {
    scene.world.twilio.faults.push({ operationId, when: "before", times, ...fault } as never);
  };

/** Sets credentials of the account that has a number, by `pulumi config set`. The attempt restores the stack file afterwards. */
async function setCredentials(s: Scene, number: string, credentials: Readonly<Record<string, string>>): Promise<void> {
  const { account_sid } = held(s, number);
  for (const [name, value] of Object.entries(credentials)) {
    const secret = name === "apiKeySid" ? [] : ["--secret"];
    const path = `twilio:credentials.${account_sid}.${name}`;
    await s.world.engine.must(["config", "set", ...secret, "--path", path, value, "--stack", "birch-us"]);
  }
}

/** Creates an API key of the account that has a number. It keeps working if the account's auth token changes. */
function apiKey(s: Scene, number: string): { apiKeySid: string; apiKeySecret: string } {
  const { store } = s.world.twilio;
  const [apiKeySid, apiKeySecret, { account_sid }] = [mintSid("SK"), mintSecret(), held(s, number)];
  store.keys.set(apiKeySid, { ...store.stamp("SK", apiKeySid), account_sid, friendly_name: "", main: false });
  store.accounts.get(account_sid)!.api_keys.set(apiKeySid, apiKeySecret);
  return { apiKeySid, apiKeySecret };
}

/** Attacks by refreshes, imports and updates while Twilio answers wrongly, slowly or not at all, or was changed by hand. */
export const twilioAttacks: readonly Attack[] = [
  {
    name: "refresh while Twilio says that the number isn't there",
    stack: "acme-us",
    before: failing("FetchIncomingPhoneNumber", { status: 404 }),
    command: ["refresh"],
    outcome: "harmless",
    after: healthy,
  },
  {
    name: "`up --refresh` while Twilio says that a bought number isn't there",
    stack: "birch-us",
    before: failing("FetchIncomingPhoneNumber", { status: 404 }),
    command: ["up", "--refresh"],
    outcome: "harmless",
    after: healthy,
  },
  {
    name: "refresh while Twilio fails",
    stack: "birch-us",
    before: failing("FetchIncomingPhoneNumber", { status: 503 }),
    command: ["refresh"],
    outcome: "refused",
    says: /503|unavailable/i,
    after: healthy,
  },
  {
    name: "refresh while Twilio limits the rate",
    stack: "acme-us",
    before: failing("FetchIncomingPhoneNumber", { status: 429 }, 2),
    command: ["refresh"],
    outcome: "harmless",
    after: healthy,
  },
  {
    name: "`up` while Twilio lists nothing",
    stack: "acme-us",
    before: failing("ListIncomingPhoneNumber", { status: 500 }),
    outcome: "refused",
    says: /500|Twilio/,
    after: healthy,
  },
  {
    name: "`up` with credentials that Twilio refuses",
    stack: "birch-us",
    before: async (s) => {
      s.world.twilio.store.accounts.get(held(s, birch).account_sid)!.auth_token = "0".repeat(32);
    },
    outcome: "refused",
    says: "connection `own` of tenant `birch`",
    after: async (s) => {
      const { sampleAuthTokens } = await import("../../rehearsal/sample.ts");
      const account = s.world.twilio.store.accounts.get(held(s, birch).account_sid)!;
      account.auth_token = sampleAuthTokens[account.sid]!;
    },
  },
  {
    name: "a signing token that isn't the account's, beside an API key that works",
    stack: "birch-us",
    before: (s) => setCredentials(s, birch, { ...apiKey(s, birch), authToken: "f".repeat(32) }),
    outcome: "refused",
    says: /twilio:credentials\.AC\w+\.authToken\n.*Twilio rejects `authToken`.*connection `own` of tenant `birch`/,
  },
  {
    name: "a rotation of the signing token whose update fails half-way",
    stack: "birch-us",
    before: async (s) => {
      const account = s.world.twilio.store.accounts.get(held(s, birch).account_sid)!;
      account.secondary_auth_token = mintSecret();
      const { auth_token: previousAuthToken, secondary_auth_token: authToken } = account;
      await setCredentials(s, birch, { authToken, previousAuthToken });
      await failing("CreateIncomingPhoneNumber", { status: 503 })(s);
    },
    edit: (text) =>
      text.replace(
        "    emergency-line:",
        '    second-line: { connection: own, buy: { country: US, areaCode: "212" }, agent: dispatch }\n    emergency-line:',
      ),
    outcome: "refused",
    says: /503|unavailable/i,
    after: healthy,
  },
  {
    name: "destroy with protection off while Twilio says that nothing is there",
    stack: "birch-us",
    before: async (s) => {
      await s.world.engine.must(["state", "unprotect", "--all", "--yes", "--stack", "birch-us"]);
      await failing("FetchIncomingPhoneNumber", { status: 404 })(s);
    },
    command: ["destroy"],
    outcome: "refused",
    says: "release: true",
    after: healthy,
  },
  {
    name: "a number is pointed elsewhere by hand, then `up --refresh`",
    stack: "acme-us",
    before: async (s) => {
      held(s, acme).voice_application_sid = null;
    },
    command: ["up", "--refresh"],
    outcome: "harmless",
  },
  {
    name: "the friendly name with the purchase's token is changed by hand, then `up --refresh`",
    stack: "birch-us",
    before: async (s) => {
      held(s, s.boughtNumber).friendly_name = "Emergencies";
    },
    command: ["up", "--refresh"],
    outcome: "harmless",
  },
  {
    name: "import of a live number under another name, then `up`",
    stack: "acme-us",
    before: async (s) => {
      await s.world.engine.must([
        "import",
        numberType,
        "stray",
        held(s, acme).sid,
        "--yes",
        "--generate-code=false",
        "--provider",
        `own=${await s.urn("acme-us", "pulumi:providers:twilio", "own")}`,
        "--stack",
        "acme-us",
      ]);
    },
    outcome: "harmless",
    undoState: true,
  },
  {
    name: "import of a bought number under another name without protection, then `up`",
    stack: "birch-us",
    before: async (s) => {
      await s.world.engine.must([
        "import",
        numberType,
        "stray",
        held(s, s.boughtNumber).sid,
        "--yes",
        "--generate-code=false",
        "--protect=false",
        "--provider",
        `own=${await s.urn("birch-us", "pulumi:providers:twilio", "own")}`,
        "--stack",
        "birch-us",
      ]);
    },
    outcome: "harmless",
    undoState: true,
  },
];
