import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { send } from "../testing/loopback-client.ts";
import { ACME, exceptionIn, startWorld, type World, ZENITH } from "../testing/world.ts";

let world: World;
let zenithNumber: string;
const CHILD = {
  sid: `AC${"c1".repeat(16)}`,
  authToken: "child-token",
  friendlyName: "North",
  ownerAccountSid: ACME.sid,
};
const KEY = { sid: `SK${"a1".repeat(16)}`, authToken: "acme-key-secret" };
const LIST = `/2010-04-01/Accounts/${ACME.sid}/Applications.json`;
beforeAll(async () => {
  world = await startWorld({
    accounts: [ACME, { ...ZENITH, numbers: [{ phoneNumber: "+14155550102" }] }, CHILD],
  });
  zenithNumber = world.store.holder("+14155550102")?.sid ?? "";
});
afterAll(() => world.close());

const code = ({ statusCode, body }: { statusCode: number; body: unknown }) => [
  statusCode,
  ((typeof body === "string" ? exceptionIn(body) : body) as { code?: number }).code,
];

describe("credentials", () => {
  it("answers wrong ones as Twilio does", async () => {
    const { statusCode, body, headers } = await world.raw("GET", LIST, { account: { ...ACME, authToken: "wrong" } });
    expect(statusCode).toBe(401);
    expect(body).toEqual({
      code: 20003,
      detail: "",
      message: "Authenticate",
      more_info: "https://www.twilio.com/docs/errors/20003",
      status: 401,
    });
    expect(headers["www-authenticate"]).toBe('Basic realm="Twilio API"');
  });

  it.each([
    ["no password", `Basic ${Buffer.from(ACME.sid).toString("base64")}`],
    ["another account's token", `Basic ${Buffer.from(`${ACME.sid}:${ZENITH.authToken}`).toString("base64")}`],
    ["an unknown key", `Basic ${Buffer.from(`SK${"00".repeat(16)}:undefined`).toString("base64")}`],
    ["a key with another secret", `Basic ${Buffer.from(`${KEY.sid}:wrong`).toString("base64")}`],
    ["a key's secret for the account", `Basic ${Buffer.from(`${ACME.sid}:acme-key-secret`).toString("base64")}`],
  ])("refuses %s", async (_, Authorization) => {
    expect(code(await world.raw("GET", LIST, { headers: { Authorization } }))).toEqual([401, 20003]);
  });

  const MISSING = "No credentials provided";
  it.each([
    [MISSING, "none", ""],
    [MISSING, "another scheme", "Bearer acme-auth-token"],
    [MISSING, "nonsense", "Basic %%%"],
    [MISSING, "no username", `Basic ${Buffer.from(":acme-auth-token").toString("base64")}`],
    ["invalid username", "a name", `Basic ${Buffer.from("acme:acme-auth-token").toString("base64")}`],
    ["invalid username", "a blank", `Basic ${Buffer.from(` ${ACME.sid}:acme-auth-token`).toString("base64")}`],
    ["invalid username", "another SID", `Basic ${Buffer.from(`MG${"00".repeat(16)}:x`).toString("base64")}`],
  ])("says %s for %s", async (why, _, Authorization) => {
    const { statusCode, body } = await world.raw("GET", LIST, { headers: { Authorization } });
    expect([statusCode, body]).toEqual([
      401,
      {
        code: 20003,
        detail: "Your AccountSid or AuthToken was incorrect.",
        message: `Authentication Error - ${why}`,
        more_info: "https://www.twilio.com/docs/errors/20003",
        status: 401,
      },
    ]);
  });

  it("takes an API key, though not for accounts", async () => {
    expect((await world.raw("GET", LIST, { account: KEY })).statusCode).toBe(200);
    expect(code(await world.raw("GET", "/Accounts.json", { account: KEY }))).toEqual([401, 20003]);
    expect(code(await world.raw("GET", `/Accounts/${ACME.sid}.json`, { account: KEY }))).toEqual([401, 20003]);
  });

  it("lets a parent into its subaccounts and nobody else", async () => {
    const path = (sid: string) => `/Accounts/${sid}/Applications.json`;
    expect((await world.raw("GET", path(CHILD.sid))).statusCode).toBe(200);
    expect(world.store.journal.at(-1)?.account).toBe(CHILD.sid);
    for (const [sid, account] of [
      [ACME.sid, CHILD],
      [ZENITH.sid, ACME],
      [`AC${"00".repeat(16)}`, ACME],
    ] as const)
      expect(code(await world.raw("GET", path(sid), { account }))).toEqual([401, 20003]);
    // A subaccount that Twilio deleted after it was closed.
    expect(code(await world.raw("GET", `/Accounts/AC${"00".repeat(16)}.json`))).toEqual([404, 20404]);
    expect(code(await world.raw("GET", `/Accounts/${ACME.sid}.json`, { account: CHILD }))).toEqual([401, 20003]);
    expect((await world.sdk().api.accounts.list()).map((a) => a.sid)).toEqual([CHILD.sid, ACME.sid]);
    expect((await world.sdk(CHILD).api.accounts.list()).map((a) => a.sid)).toEqual([CHILD.sid]);
  });

  it("doesn't show one account another's resources", async () => {
    const path = `/2010-04-01/Accounts/${ACME.sid}/IncomingPhoneNumbers/${zenithNumber}.json`;
    for (const method of ["GET", "POST", "DELETE"]) {
      expect(await world.raw(method, path)).toMatchObject({
        statusCode: 404,
        body: {
          code: 20404,
          message: `The requested resource ${path} was not found`,
          more_info: "https://www.twilio.com/docs/errors/20404",
          status: 404,
        },
      });
    }
    expect(world.store.numbers.size).toBe(1);
  });
});

describe("paths, methods and products", () => {
  it.each([
    ["GET", "/Accounts/ACx/Applications.json", 401, 20003],
    ["GET", `/Accounts/${ACME.sid}/Applications/APx.json`, 404, 20404],
    ["GET", `/Accounts/${ACME.sid}/Applications/AP${"00".repeat(16)}.json`, 404, 20404],
    ["GET", `/Accounts/${ACME.sid}/Telegrams.json`, 404, 20404],
    ["GET", "/2010-04-01", 404, 20404],
    ["PUT", `/Accounts/${ACME.sid}/Applications.json`, 405, 20004],
    ["PATCH", `/Accounts/${ACME.sid}/Applications/AP${"00".repeat(16)}.json`, 405, 20004],
    ["DELETE", `/Accounts/${ACME.sid}/Applications.json`, 405, 20004],
    ["DELETE", `/Accounts/${ACME.sid}.json`, 405, 20004],
    ["GET", `/Accounts/${ACME.sid}/Applications.html`, 501, 20501],
    ["POST", `/Accounts/${ACME.sid}/Calls.json`, 400, 21201],
    ["GET", `/Accounts/${ACME.sid}/Messages.json`, 501, 20501],
    ["POST", `/Accounts/${ACME.sid}/Tokens.json`, 501, 20501],
  ])("%s %s answers %i, code %i", async (method, path, status, expected) => {
    expect(code(await world.raw(method, path))).toEqual([status, expected]);
  });

  it.each(["trunking.twilio.com", "numbers.twilio.com", "voice.twilio.com", "127.0.0.1"])(
    "answers 501 as %s",
    async (Host) => {
      expect(code(await world.raw("GET", LIST, { headers: { Host } }))).toEqual([501, 20501]);
    },
  );

  it.each(["api.twilio.com", "API.twilio.com:443", "api.dublin.ie1.twilio.com"])("answers as %s", async (Host) => {
    expect((await world.raw("GET", LIST, { headers: { Host } })).statusCode).toBe(200);
  });

  it("says which operation isn't modelled", async () => {
    const { body } = await world.raw("POST", `/Accounts/${ACME.sid}/Tokens.json`);
    expect(body).toMatchObject({
      message:
        "The rehearsal's stand-in for Twilio does not model the operation CreateToken (POST /2010-04-01/Accounts/{AccountSid}/Tokens.json)",
    });
  });
});

describe("bodies", () => {
  const post = (body: string, type = "application/x-www-form-urlencoded") =>
    world.raw("POST", LIST, { body, headers: { "Content-Type": type } });

  it("takes multipart/form-data, a file by its content, and nothing after a broken part", async () => {
    const parts = ['"FriendlyName"\r\n\r\nBüro & 1', '"VoiceUrl"; filename="url"\r\n\r\nhttps://voice.example/?a=b&c'];
    const disposition = "Content-Disposition: form-data; name=";
    const body = parts.map((part) => `--xyz\r\n${disposition}${part}\r\n`).join("");
    const type = "multipart/form-data; boundary=xyz";
    const made = await post(`${body}--xyz--\r\n`, type);
    expect([made.statusCode, made.body]).toMatchObject([
      201,
      { friendly_name: "Büro & 1", voice_url: "https://voice.example/?a=b&c" },
    ]);
    expect(code(await post(body, type))).toEqual([400, 20422]);
    expect(code(await post(`${body}--xyz--\r\n`, "multipart/form-data"))).toEqual([400, 20422]);
  });

  it.each(["application/json", "application/json; charset=utf-8", "text/plain"])(
    "reads %s as a form without parameters",
    async (type) => {
      const { statusCode, body } = await post('{"FriendlyName":"x"}', type);
      expect([statusCode, body]).toMatchObject([201, { friendly_name: "" }]);
      const call = await world.raw("POST", `/Accounts/${ACME.sid}/Calls.json`, {
        body: '{"To":"+12125550142"}',
        headers: { "Content-Type": type },
      });
      expect(code(call)).toEqual([400, 21201]);
    },
  );

  it("refuses a form that is broken", async () => {
    expect(code(await post("FriendlyName=%zz"))).toEqual([400, 20422]);
    expect(code(await post("FriendlyName=%ff"))).toEqual([400, 20422]);
    expect(code(await world.raw("GET", `${LIST}?FriendlyName=%zz`))).toEqual([400, 20422]);
  });

  it("refuses an oversized one and goes on answering", async () => {
    expect(code(await post(`FriendlyName=${"x".repeat(200_000)}`))).toEqual([413, 20413]);
    expect((await post("FriendlyName=Agents")).statusCode).toBe(201);
  });

  it("takes a form whose type names a charset, and umlauts", async () => {
    const { body } = await post("FriendlyName=B%C3%BCro+1", "application/x-www-form-urlencoded; charset=UTF-8");
    expect(body).toMatchObject({ friendly_name: "Büro 1" });
  });
});

it("starts in 300 ms", async () => {
  const times: number[] = [];
  for (const _ of [1, 2, 3]) {
    const began = performance.now();
    const other = await startWorld();
    times.push(performance.now() - began);
    await other.close();
  }
  expect(Math.min(...times)).toBeLessThan(300);
});

it("answers nonsense with an error of Twilio's shape, never with a crash", async () => {
  const pieces = [
    ACME.sid,
    "Accounts",
    "IncomingPhoneNumbers",
    "..",
    "%2e%2e",
    "%00",
    "Local.json",
    ".json",
    "",
    "é",
    "%F0",
  ];
  let seed = 7;
  const random = (n: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % n;
  };
  for (let i = 0; i < 150; i++) {
    const path = Array.from({ length: 1 + random(6) }, () => pieces[random(pieces.length)]).join("/");
    const method = ["GET", "POST", "DELETE", "PUT", "OPTIONS"][random(5)] ?? "GET";
    const query = ["", "?PageSize=%", "?PageToken=PA", "?Page=-1", "?PageSize=1e9"][random(5)] ?? "";
    const { statusCode } = await world.raw(method, `/2010-04-01/${encodeURI(path).replaceAll("%25", "%")}${query}`);
    expect([200, 201, 400, 401, 404, 405, 501], `${method} ${path}${query}`).toContain(statusCode);
  }
});

it("forgets a request whose caller hangs up in the middle", async () => {
  const socket = connect(world.port, "127.0.0.1");
  socket.write(`POST ${LIST} HTTP/1.1\r\nHost: api.twilio.com\r\nContent-Length: 100\r\n\r\nFriendly`);
  await new Promise((done) => setTimeout(done, 30));
  socket.destroy();
  expect((await world.raw("GET", LIST)).statusCode).toBe(200);
});

it("listens on loopback alone and closes its connections", async () => {
  const other = await startWorld({ accounts: [] });
  expect(other.origin).toBe(`http://127.0.0.1:${other.port}`);
  await send(new URL(other.origin), "GET", { Host: "api.twilio.com", Connection: "keep-alive" });
  await other.close();
  await expect(fetch(other.origin)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
});
