import type { IncomingMessage, ServerResponse } from "node:http";
import type { Fault } from "../faults.ts";
import { mintSid } from "../store.ts";
import { errorOfStatus } from "./errors.ts";
import type { JsonObject } from "./openapi.ts";

/** An answer before it is sent. */
export interface Reply {
  readonly status: number;
  /** The body: JSON, or a file; absent for 204. */
  readonly body?: Content | JsonObject | undefined;
  /** Sends only the first half, then closes the connection. */
  readonly cut?: true;
}

/** A body that isn't JSON: a recording, or a fault's replacement. */
export class Content {
  readonly type: string;
  readonly data: Buffer;
  constructor(type: string, data: Buffer) {
    this.type = type;
    this.data = data;
  }
}

/** Returns the answer that a fault produces. `answered` is the operation's answer; absent for a fault before the operation. */
export function spoiled(fault: Fault, answered?: Reply): Reply {
  const status = fault.status ?? (answered ? undefined : 502);
  const reply = status === undefined ? (answered as Reply) : errorReply(status);
  switch (fault.body) {
    case undefined:
      return reply;
    case "truncated":
      return { ...reply, cut: true };
    case "garbage":
      return { status: bodied(reply.status), body: new Content("application/json;charset=utf-8", GARBAGE) };
    case "html":
      return { status: bodied(reply.status), body: new Content("text/html;charset=utf-8", PAGE) };
  }
}

const errorReply = (status: number): Reply => ({ status, body: errorOfStatus(status).body() });

/** Returns a status that allows a body: 200 instead of 204. */
const bodied = (status: number): number => (status === 204 ? 200 : status);

const GARBAGE = Buffer.from('{"sid": "\u0000\ufffd", "status": tru');
const PAGE = Buffer.from("<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>\n");

/** Sends an answer with Twilio's headers. */
export function send(request: IncomingMessage, response: ServerResponse, { status, body, cut }: Reply): void {
  const headers: Record<string, string> = { "Twilio-Request-Id": mintSid("RQ"), "X-API-Domain": "api.twilio.com" };
  if (status === 401) headers["WWW-Authenticate"] = 'Basic realm="Twilio API"';
  if (body === undefined) {
    // An answer without a body is cut in its status line.
    if (cut) request.socket.end(`HTTP/1.1 ${status} No`);
    else response.writeHead(status, headers).end();
    return;
  }
  const data = body instanceof Content ? body.data : Buffer.from(JSON.stringify(body));
  headers["Content-Type"] = body instanceof Content ? body.type : "application/json;charset=utf-8";
  headers["Content-Length"] = String(data.length);
  response.writeHead(status, headers);
  if (cut) response.write(data.subarray(0, Math.floor(data.length / 2)), () => request.socket.destroySoon());
  else response.end(data);
}
