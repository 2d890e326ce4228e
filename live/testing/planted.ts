import { createServer, request as httpRequest, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Difference } from "../report.ts";

/** An answer of the stand-in, which a {@link Plant} may change. */
export interface Changed {
  status: number;
  headers: Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: any answer of the API
  body: any;
}

/** An intended difference from the stand-in, which the comparison must find. */
export interface Plant {
  /** Pattern searched in the request: method, path, and the form after a space: `POST /2010-04-01/Accounts.json FriendlyName=x`. */
  readonly where: RegExp;
  /** Changes the form before the stand-in sees it. */
  readonly before?: (form: URLSearchParams) => unknown;
  /** Changes the answer. */
  readonly after?: (answer: Changed) => unknown;
}

export interface Planted {
  /** Origin for clients. */
  readonly origin: string;
  /** The current differences. */
  plants: readonly Plant[];
  close(): Promise<void>;
}

/** Starts a proxy in front of the stand-in at `origin`, which plants differences. */
export async function startPlanted(origin: string): Promise<Planted> {
  const planted = { plants: [] as readonly Plant[] };
  const server = createServer(async (incoming, response) => {
    const form = new URLSearchParams(await textOf(incoming));
    const readable = (text: string) => decodeURIComponent(text.replaceAll("+", " "));
    const asked = `${incoming.method} ${readable(incoming.url ?? "")} ${readable(String(form))}`;
    const own = planted.plants.filter(({ where }) => where.test(asked));
    for (const { before } of own) await before?.(form);
    const answer = await forwarded(origin, incoming, String(form));
    for (const { after } of own) await after?.(answer);
    const body = answer.body === undefined ? "" : JSON.stringify(answer.body);
    response.writeHead(answer.status, { ...answer.headers, "content-length": Buffer.byteLength(body) }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return Object.assign(planted, {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  });
}

function forwarded(origin: string, { method, url, headers }: IncomingMessage, form: string): Promise<Changed> {
  return new Promise((done, failed) => {
    const own = { ...headers, "content-length": String(Buffer.byteLength(form)), connection: "close" };
    const outgoing = httpRequest(new URL(url ?? "/", origin), { method, headers: own }, async (answer) => {
      const text = await textOf(answer);
      const { "content-length": _, "transfer-encoding": __, connection: ___, ...rest } = answer.headers;
      const body = text === "" ? undefined : JSON.parse(text);
      done({ status: answer.statusCode ?? 0, headers: rest as Record<string, string>, body });
    });
    outgoing.on("error", failed);
    outgoing.end(form);
  });
}

async function textOf(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part);
  return Buffer.concat(parts).toString();
}

/** Formats a difference as tests assert it: `number-keeps-both / buy / body.voice_application_sid: "{application}" -> null`. */
export const shownDifference = ({ question, step, field, expected, found }: Difference): string =>
  `${question} / ${step} / ${field}: ${expected} -> ${found}`;
