import http from "node:http";
import https from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import type { Observation } from "../compare.ts";

/** Timeout for a new DNS name to propagate, and the interval between attempts, in milliseconds. */
const DNS_MS = 300_000;
const EVERY_MS = 5_000;

/** Sends an unsigned webhook to the domain, and observes the answer. In a rehearsal the name resolves to the local AWS. */
export async function unsigned(env: NodeJS.ProcessEnv, domain: string): Promise<Observation> {
  const local = env.AWS_ENDPOINT_URL;
  const url = new URL("/twilio/voice", local ?? `https://${domain}`);
  for (const end = Date.now() + DNS_MS; ; ) {
    try {
      const { statusCode, headers } = await post(url, domain);
      const type = String(headers["content-type"] ?? "(none)").split(";")[0]!;
      return new Map([
        ["status", String(statusCode)],
        ["media type", type],
      ]);
    } catch (error) {
      if (Date.now() > end) return new Map([["status", `no answer: ${(error as Error).message}`]]);
      await sleep(EVERY_MS);
    }
  }
}

function post(url: URL, host: string): Promise<http.IncomingMessage> {
  const body = String(
    new URLSearchParams({
      AccountSid: `AC${"0".repeat(32)}`,
      CallSid: `CA${"0".repeat(32)}`,
      From: "+14155550123",
      To: "+14155550101",
      CallStatus: "ringing",
      Direction: "inbound",
    }),
  );
  const headers = { host, "content-type": "application/x-www-form-urlencoded", "content-length": String(body.length) };
  return new Promise((done, failed) => {
    const request = (url.protocol === "https:" ? https : http).request(url, { method: "POST", headers }, (answer) => {
      answer.resume();
      answer.on("end", () => done(answer));
    });
    request.on("error", failed);
    request.end(body);
  });
}
