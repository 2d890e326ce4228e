import { X509Certificate } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ACME, startWorld, type World } from "../twilio/testing/world.ts";
import { createAuthority } from "./authority.ts";
import { outsideEnvironment } from "./environment.ts";
import { isTwilioHost } from "./hosts.ts";
import { type Outside, openOutside } from "./outside.ts";

let world: World;
let outside: Outside;
let dir: string;
beforeAll(async () => {
  world = await startWorld();
  dir = mkdtempSync(join(tmpdir(), "aybiza-tls-"));
  outside = await openOutside({ dir: join(dir, "tls"), port: () => world.port });
});
afterAll(async () => {
  await outside.close();
  await world.close();
  rmSync(dir, { recursive: true });
});

/** Sends the head of a request to the proxy. Returns the proxy's answer, and the open socket. */
async function ask(head: string): Promise<{ said: string; socket: ReturnType<typeof connect> }> {
  const socket = connect(Number(new URL(outside.proxy).port), "127.0.0.1");
  socket.write(head);
  const said = await new Promise<string>((done) => socket.once("data", (data) => done(String(data))));
  return { said, socket };
}

/** Connects by TLS as a client that trusts only the world's authority. */
async function secured(
  host: string,
  over: { socket: ReturnType<typeof connect> } | { port: number; ca?: Buffer },
): Promise<TLSSocket> {
  const ca = readFileSync(outside.certificateFile);
  const socket = connectTls({ ca, ...over, servername: host, ALPNProtocols: ["h2", "http/1.1"] });
  await new Promise<void>((done, failed) => {
    socket.once("secureConnect", done);
    socket.once("error", failed);
    socket.once("close", () => failed(new Error("closed")));
  });
  return socket;
}

const request = (host: string) =>
  [
    `GET /2010-04-01/Accounts/${ACME.sid}.json HTTP/1.1`,
    `Host: ${host}`,
    `Authorization: Basic ${Buffer.from(`${ACME.sid}:${ACME.authToken}`).toString("base64")}`,
    "Connection: close",
    "\r\n",
  ].join("\r\n");

it.each(["api.twilio.com", "API.Dublin.IE1.twilio.com"])("leads through the proxy to %s over TLS", async (host) => {
  const { said, socket } = await ask(`CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443\r\n\r\n`);
  expect(said).toBe("HTTP/1.1 200 Connection established\r\n\r\n");
  const tls = await secured(host, { socket });
  expect([tls.authorized, tls.alpnProtocol, tls.getProtocol()]).toEqual([true, "http/1.1", "TLSv1.3"]);
  tls.write(request(host));
  const answer = await text(tls);
  expect(answer).toMatch(/^HTTP\/1.1 200 OK/);
  expect(answer).toContain('"friendly_name":"Acme Dental"');
});

it("speaks TLS on a port of its own, for clients without a proxy", async () => {
  const tls = await secured("api.twilio.com", { port: outside.tlsPort });
  tls.write(request("api.twilio.com"));
  expect(await text(tls)).toMatch(/^HTTP\/1.1 200 OK/);
});

it.each([
  "example.com:443",
  "api.twilio.com:80",
  "127.0.0.1:443",
  "twilio.com.example.com:443",
  "eviltwilio.com:443",
  "twilio.com:443",
])("refuses to lead to %s", async (target) => {
  const { said, socket } = await ask(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  expect(said).toMatch(/^HTTP\/1.1 403 Forbidden\r\n/);
  expect(said).toContain(`connects to https://*.twilio.com only, not to "${target}"`);
  await text(socket);
});

it("refuses requests without TLS, to whomever", async () => {
  const { said } = await ask(
    "GET http://api.twilio.com/2010-04-01/Accounts.json HTTP/1.1\r\nHost: api.twilio.com\r\n\r\n",
  );
  expect(said).toMatch(/^HTTP\/1.1 403 Forbidden\r\n/);
});

it("has no certificate for anybody else, and vouches for nobody else", async () => {
  await expect(secured("voice.us.aybiza.example", { port: outside.tlsPort })).rejects.toThrow();
  const authority = await createAuthority();
  await expect(authority.contextFor("example.com")).rejects.toThrow("example.com isn't a host of twilio.com");
  const root = new X509Certificate(authority.certificate);
  expect([root.ca, root.checkIssued(root)]).toEqual([true, true]);
  // RFC 5280 4.2.1.10, critical: permitted twilio.com, excluded every IP address.
  const permitted = "a00e300c820a7477696c696f2e636f6d";
  const constraints = `0603551d1e0101ff04443042${permitted}a130300a8708${"00".repeat(8)}30228720${"00".repeat(32)}`;
  expect(root.raw.toString("hex")).toContain(constraints);
  const days = (root.validToDate.getTime() - root.validFromDate.getTime()) / 86_400_000;
  expect(Math.round(days)).toBe(7);
});

it("hands on a connection that is cut", async () => {
  world.faults.push({ drop: true, when: "before", times: 1 });
  const tls = await secured("api.twilio.com", { port: outside.tlsPort });
  tls.write(request("api.twilio.com"));
  expect(await text(tls)).toBe("");
});

it("ends a connection behind which nobody listens", async () => {
  const gone = await openOutside({ dir: join(dir, "gone"), port: () => 1 });
  const tls = await secured("api.twilio.com", { port: gone.tlsPort, ca: readFileSync(gone.certificateFile) });
  expect(await text(tls)).toBe("");
  await gone.close();
});

it("keeps the authority's key to itself: its folder holds the certificate alone, for its user alone", async () => {
  const file = outside.certificateFile;
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(join(dir, "tls")).mode & 0o777).toBe(0o700);
  expect(readFileSync(file, "utf8")).not.toContain("PRIVATE KEY");
  const other = await openOutside({ dir: join(dir, "other"), port: () => world.port });
  expect(existsSync(other.certificateFile)).toBe(true);
  await other.close();
  expect(existsSync(other.certificateFile)).toBe(false);
});

it("knows Twilio's hosts", () => {
  const names = ["api.twilio.com", "numbers-us1.twilio.com", "api.dublin.ie1.twilio.com", "Trunking.TWILIO.com"];
  expect(names.filter((name) => !isTwilioHost(name))).toEqual([]);
  const others = [
    "twilio.com",
    ".twilio.com",
    "a.b.c.d.twilio.com",
    "api_twilio.com",
    "api.twilio.com.",
    "x\n.twilio.com",
  ];
  expect(others.filter(isTwilioHost)).toEqual([]);
});

it("tells clients the proxy, whom to trust, and to leave this machine's own names alone", () => {
  const { set } = outsideEnvironment(outside);
  expect(set).toEqual({
    HTTPS_PROXY: outside.proxy,
    HTTP_PROXY: outside.proxy,
    NO_PROXY: "127.0.0.1,localhost,::1",
    ...Object.fromEntries(
      ["NODE_EXTRA_CA_CERTS", "TWILIO_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"].map(
        (name) => [name, outside.certificateFile],
      ),
    ),
  });
});
