import { createServer } from "node:net";
import twilio from "twilio";
import { afterEach, expect, test } from "vitest";
import { type HostResolver, UntrustedHost } from "../../../hosts.ts";
import { createNetwork } from "../index.ts";
import {
  CALLER,
  closeWorlds,
  codes,
  exchangeWith,
  HOST,
  heard,
  hosts,
  NUMBER,
  place,
  type Reply,
  startApplication,
  TOKEN,
  twiml,
  xml,
} from "../testing/world.ts";

afterEach(closeWorlds);

test("the official SDK's middleware lets every request through, by POST and by GET, and no other token's", async () => {
  const replies: Reply[] = [];
  const check =
    (token: string): Reply =>
    (seen, response) => {
      const request = {
        header: (name: string) => seen.headers[name.toLowerCase()],
        headers: seen.headers,
        originalUrl: seen.path,
        protocol: "https",
        body: seen.method === "GET" ? {} : seen.params,
      };
      const refused = {
        type: () => refused,
        status: (code: number) => {
          response.writeHead(code);
          return refused;
        },
        send: () => response.end(),
      };
      // biome-ignore lint/suspicious/noExplicitAny: the middleware is written for Express
      (twilio.webhook(token) as any)(request, refused, () => xml(response, replies.shift() as string));
    };
  replies.push('<Redirect method="GET">/second?a=O\'Hara</Redirect>', "<Say>Hi</Say>");
  const { result, application } = await place({ "/voice": check(TOKEN), "/second": check(TOKEN) });
  expect(heard(result)).toEqual(["network: Hi"]);
  expect(application.seen.map((one) => one.method)).toEqual(["POST", "GET"]);
  expect(application.seen[1]?.path).toContain("/second?a=O%27Hara&CallSid=CA");

  const other = await place({ "/voice": check("another token") });
  expect(codes(other.result)).toEqual(["error 11200"]);
});

test("headers, parameters and the names of the caller", async () => {
  const request = { from: "+442079460123", callerName: "I. Bird", forwardedFrom: "+442079460999" };
  const { application } = await place({ "/voice": twiml("") }, { applicationSid: "AP1" }, request);
  const [{ headers, params } = { headers: {}, params: {} }] = application.seen;
  expect(headers).toMatchObject({
    host: HOST,
    "user-agent": "TwilioProxy/1.1",
    "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
    "i-twilio-idempotency-token": expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(Object.keys(params).sort()).toEqual(
    [
      ...["AccountSid", "ApiVersion", "ApplicationSid", "CallSid", "CallStatus", "CallToken", "Called", "Caller"],
      ...["CalledCity", "CalledCountry", "CalledState", "CalledZip", "CallerName", "Direction", "ForwardedFrom"],
      ...["CallerCity", "CallerCountry", "CallerState", "CallerZip", "From", "To"],
      ...["FromCity", "FromCountry", "FromState", "FromZip", "ToCity", "ToCountry", "ToState", "ToZip"],
    ].sort(),
  );
  expect(params).toMatchObject({
    FromCountry: "GB",
    ToCountry: "US",
    CallerName: "I. Bird",
    Caller: "+442079460123",
  });
});

test("redirects are followed, cookies kept, a Basic challenge answered", async () => {
  const { result, application } = await place(
    {
      "/voice": (seen, response) => {
        if (!seen.headers.authorization) response.writeHead(401, { "WWW-Authenticate": 'Basic realm="x"' }).end();
        else response.writeHead(302, { Location: "/moved", "Set-Cookie": "a=1; Path=/" }).end();
      },
      "/moved": (_seen, response) => void response.writeHead(307, { Location: "/there" }).end(),
      "/there": (seen, response) => xml(response, `<Say>${seen.method} ${seen.headers.cookie}</Say>`),
    },
    { url: `https://ann:p%40ss@${HOST}/voice` },
  );
  expect(heard(result)).toEqual(["network: GET a=1"]);
  expect(application.seen[1]?.headers.authorization).toBe(`Basic ${btoa("ann:p@ss")}`);
  expect(result.webhooks.map(({ url, status }) => [url, status])).toEqual([
    [`https://${HOST}/voice`, 401],
    [`https://${HOST}/voice`, 302],
    [`https://${HOST}/moved`, 307],
    [`https://${HOST}/there`, 200],
  ]);
});

test("an 11th redirect is error 11215", async () => {
  const { result, application } = await place({
    "/voice": (_seen, response) => void response.writeHead(302, { Location: "/voice" }).end(),
  });
  expect(codes(result)).toEqual(["error 11215"]);
  expect(application.seen.length).toBe(11);
});

test("a retry repeats the idempotency token; the next request has another", async () => {
  let failures = 2;
  const { result, application } = await place(
    {
      "/voice": (_seen, response) =>
        failures-- > 0 ? void response.writeHead(503).end() : xml(response, "<Redirect>/b</Redirect>"),
      "/b": twiml(""),
    },
    { url: `https://${HOST}/voice#rc=2&rp=5xx` },
  );
  expect(result.webhooks.map(({ purpose, status, attempt }) => [purpose, status, attempt])).toEqual([
    ["voice", 503, 1],
    ["voice", 503, 2],
    ["voice", 200, 3],
    ["redirect", 200, 1],
  ]);
  const tokens = application.seen.map((one) => one.headers["i-twilio-idempotency-token"]);
  expect([new Set(tokens.slice(0, 3)).size, new Set(tokens).size]).toEqual([1, 2]);
  expect(result.errors).toEqual([]);
});

test("without overrides a 5xx isn't retried and a refused connection is, once", async () => {
  const five = await place({ "/voice": (_seen, response) => void response.writeHead(500).end() });
  expect(five.result.webhooks.map(({ status }) => status)).toEqual([500]);
  const dead = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => dead.once("listening", resolve));
  const { port } = dead.address() as { port: number };
  await new Promise((resolve) => dead.close(resolve));
  const { exchange } = exchangeWith({ url: `https://${HOST}/voice` });
  const network = createNetwork({ exchange, resolve: hosts({ [HOST]: `http://127.0.0.1:${port}` }) });
  const result = await network.call({ from: CALLER, to: NUMBER });
  expect(result.webhooks.map(({ status, attempt }) => [status, attempt])).toEqual([
    [0, 1],
    [0, 2],
  ]);
  expect(codes(result)).toEqual(["error 11205"]);
});

test.each([
  ["none", 11220],
  ["other-name", 11235],
  ["expired", 11236],
] as const)("a certificate that isn't trusted (%s) is error %d, and the fallback URL is asked", async (why, code) => {
  const application = await startApplication({ "/fallback": twiml("<Say>Hi</Say>") });
  const known = hosts({ "fallback.aybiza.example": application.origin });
  const { exchange } = exchangeWith({
    url: `https://${HOST}/voice`,
    fallbackUrl: "https://fallback.aybiza.example/fallback",
    fallbackMethod: "GET",
  });
  const resolve: HostResolver = async (url) => {
    if (url.hostname === HOST) throw new UntrustedHost(HOST, why);
    return known(url);
  };
  const result = await createNetwork({ exchange, resolve }).call({ from: CALLER, to: NUMBER });
  await application.close();
  expect([codes(result), heard(result)]).toEqual([[`error ${code}`], ["network: Hi"]]);
  const [{ method, params } = { method: "", params: {} }] = application.seen;
  expect([method, params]).toEqual(["GET", expect.objectContaining({ ErrorCode: String(code), To: NUMBER })]);
});

test("a destination off this machine is refused", async () => {
  const { exchange } = exchangeWith({ url: `https://${HOST}/voice` });
  const network = createNetwork({ exchange, resolve: hosts({ [HOST]: "http://192.0.2.1" }) });
  await expect(network.call({ from: CALLER, to: NUMBER })).rejects.toThrow("isn't loopback");
});
