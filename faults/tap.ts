import http from "node:http";
import type { AddressInfo } from "node:net";
import { type Cloud, labelOf } from "./label.ts";

/** A request that passed the tap, identified by its label and its count since the last {@link Tap.arm}. */
export interface Seen {
  readonly cloud: Cloud;
  /** Kind of the request, without SIDs, so that it is the same in every run: `POST IncomingPhoneNumbers`, `PutItem number route`. */
  readonly label: string;
  /** Count of requests with this label so far: 1 for the first. */
  readonly nth: number;
}

/** How the tap disturbs one request. */
export interface Trap {
  readonly label: string;
  readonly nth: number;
  /** `before`: the cloud never receives the request. `after`: the request had its effect, and its answer is disturbed. */
  readonly when: "after" | "before";
  /** An HTTP status in place of the answer, no answer until the client times out (`hold`), or a closed connection (`drop`). */
  readonly effect: { readonly status: number } | "drop" | "hold";
  /** Called when the trap is triggered; the effect follows when it resolves. */
  readonly meanwhile?: () => Promise<void>;
}

/** A proxy on loopback between the providers and both clouds. */
export interface Tap {
  readonly origins: Readonly<Record<Cloud, string>>;
  /** Clears `seen` and sets a trap. Without a trap, every request passes. */
  arm(trap?: Trap): void;
  /** The requests since the last {@link Tap.arm}, in order. */
  readonly seen: readonly Seen[];
  /** Whether the trap was triggered. */
  readonly sprung: boolean;
  close(): Promise<void>;
}

/** Bodies of error answers, in each cloud's format. Clients evaluate only the code. */
const BODIES: Readonly<Record<Cloud, (status: number) => object>> = {
  twilio: (status) => ({ code: status === 429 ? 20429 : 20500, message: "ordered by the fault matrix", status }),
  aws: (status) => ({
    __type: `com.amazonaws.dynamodb.v20120810#${status === 429 ? "ThrottlingException" : "InternalServerError"}`,
    message: "ordered by the fault matrix",
  }),
};
/** Returns the HTTP status of an injected error: DynamoDB reports throttling with 400 instead of 429. */
const statusOf = (cloud: Cloud, status: number) => (cloud === "aws" && status === 429 ? 400 : status);

/** Starts a proxy that forwards all requests to the clouds, except that it disturbs the one that the trap names. */
export async function startTap(clouds: Readonly<Record<Cloud, string>>): Promise<Tap> {
  let trap: Trap | undefined;
  let sprung = false;
  let seen: Seen[] = [];
  const agent = new http.Agent({ keepAlive: true });

  const front = async (cloud: Cloud) => {
    const server = http.createServer(async (request, response) => {
      const cut = (): void => {
        request.socket.destroy();
      };
      try {
        const body = await read(request);
        const label = labelOf(cloud, request, body);
        const own = { cloud, label, nth: seen.filter((s) => s.label === label).length + 1 };
        seen.push(own);
        const mine = !sprung && trap?.label === label && trap.nth === own.nth ? trap : undefined;
        const strike = async ({ effect, meanwhile }: Trap): Promise<void> => {
          await meanwhile?.();
          if (effect === "drop") return cut();
          if (effect === "hold") return; // No answer: the client times out.
          response.writeHead(statusOf(cloud, effect.status), { "content-type": "application/json" });
          response.end(JSON.stringify(BODIES[cloud](effect.status)));
        };
        if (mine) sprung = true;
        if (mine?.when === "before") return await strike(mine);
        const answer = await pass(clouds[cloud], agent, request, body);
        if (mine) return await strike(mine);
        response.writeHead(answer.status, answer.headers);
        response.end(answer.body);
      } catch {
        cut(); // The client or the cloud closed its connection.
      }
    });
    server.keepAliveTimeout = 60_000;
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return server;
  };
  const servers = { aws: await front("aws"), twilio: await front("twilio") };
  const originOf = (server: http.Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origins: { aws: originOf(servers.aws), twilio: originOf(servers.twilio) },
    arm(next) {
      trap = next;
      sprung = false;
      seen = [];
    },
    get seen() {
      return seen;
    },
    get sprung() {
      return sprung;
    },
    async close() {
      agent.destroy();
      for (const server of Object.values(servers)) {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      }
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Forwards a request to the cloud with its Host header, by which the stand-in recognises Twilio's products. */
function pass(origin: string, agent: http.Agent, request: http.IncomingMessage, body: Buffer): Promise<Answer> {
  const { method, headers, url } = request;
  return new Promise((resolve, reject) => {
    const outgoing = http.request(new URL(url ?? "/", origin), { method, headers, agent }, (incoming) => {
      read(incoming).then((text) => {
        const { "transfer-encoding": _, connection: __, ...kept } = incoming.headers;
        resolve({ status: incoming.statusCode ?? 502, headers: kept, body: text });
      }, reject);
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

async function read(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
