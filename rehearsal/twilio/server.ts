import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answer } from "./api/answer.ts";
import { type Clock, machineClock } from "./clock.ts";
import { createStreams, type Streams } from "./event-streams.ts";
import { createExchange, type LoggedNotification } from "./exchange.ts";
import type { Fault } from "./faults.ts";
import { createNetwork, type Network, type NetworkOptions } from "./network/index.ts";
import { type AccountSeed, seed } from "./seed.ts";
import { Store } from "./store.ts";

export type { Fault } from "./faults.ts";
export type { AccountSeed, ApplicationSeed, NumberSeed } from "./seed.ts";
export type { JournalEntry, Store } from "./store.ts";

/** Options of the API and of the phone network: `resolve` (origins of the world's public names), `phones`, `limits`. */
export interface TwilioOptions extends Omit<NetworkOptions, "exchange"> {
  /** Port on 127.0.0.1. @default a free one */
  readonly port?: number;
  readonly accounts: readonly AccountSeed[];
  /** The clock of the API and the phone network. @default the machine's clock */
  readonly clock?: Clock;
}

/** A running stand-in for Twilio: its API and the phone network of its numbers. */
export interface Twilio {
  /** `http://127.0.0.1:PORT`; a request's Host header names the product (api.twilio.com). */
  readonly origin: string;
  readonly port: number;
  readonly store: Store;
  readonly network: Network;
  /** Rules that make requests fail. Tests push theirs. */
  readonly faults: Fault[];
  /** Entries of the error logs, oldest first. */
  readonly notifications: readonly LoggedNotification[];
  /** Event Streams, which delivers the error log to the sinks that subscribe to it. */
  readonly streams: Streams;
  /** Stops listening and closes every connection. */
  close(): Promise<void>;
}

/** Starts the stand-in on loopback. */
export async function startTwilio({
  port = 0,
  accounts,
  clock = machineClock,
  ...phoneSide
}: TwilioOptions): Promise<Twilio> {
  const store = new Store(() => clock.now());
  seed(store, accounts);
  const notifications: LoggedNotification[] = [];
  const faults: Fault[] = [];
  const streams = createStreams({ store, clock, resolve: phoneSide.resolve });
  const network = createNetwork({
    ...phoneSide,
    exchange: createExchange(store, notifications, streams.logged),
    clock,
  });
  const world = { store, network, streams, faults };

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    // The Date header has the stand-in's time, for clients that read Twilio's time from it.
    response.setHeader("Date", store.clock().toUTCString());
    answer(world, request, response).catch((error: unknown) => {
      // A bug of the stand-in: log the stack, and answer the client.
      console.error("rehearsal/twilio:", error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", done);
  });
  const address = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${address.port}`,
    port: address.port,
    store,
    network,
    faults,
    notifications,
    streams,
    close: () =>
      new Promise((done, failed) => {
        streams.close();
        server.close((error) => (error ? failed(error) : done()));
        server.closeAllConnections();
      }),
  };
}
