import { createConnection } from "node:net";
import { UserError } from "../../domain/user-error.ts";
import { worldState } from "../world-dir.ts";
import { received, send } from "./lines.ts";
import type { Reply, Request } from "./protocol.ts";

/** A request to a running world. */
export interface Conversation<Result> {
  /** Sends something after the request. */
  send(message: object): void;
  /** Settles with the world's last word. */
  readonly result: Promise<Result>;
  /** Ends the connection from this side. */
  close(): void;
}

/** Says how to get a world, for each way in which there is none. */
export function noWorld(name: string): UserError {
  const option = name === "default" ? "" : ` --name ${name}`;
  const start = `./aybiza world start --detach${option} --stacks us,acme-us`;
  return worldState(name).state === "crashed"
    ? new UserError("world-crashed", `the world ${name} has crashed: its process is gone`, [
        `See what it said last:  ./aybiza world logs${option}`,
        `Start it anew:          ${start}`,
      ])
    : new UserError("world-not-running", `no world ${name === "default" ? "" : `${name} `}runs here`, [
        `Start one:  ${start}`,
      ]);
}

/**
 * Asks the world of that name.
 * @throws UserError when none runs; `result` rejects with one when the world refuses, or dies before it has answered
 */
export async function ask<Result, Event = unknown>(
  name: string,
  request: Request,
  onEvent: (event: Event) => void = () => {},
): Promise<Conversation<Result>> {
  const { state, record } = worldState(name);
  if (state !== "running" || record === undefined) throw noWorld(name);
  const socket = createConnection(record.socket);
  await new Promise<void>((done, failed) => {
    socket.once("connect", done);
    socket.once("error", () =>
      failed(new UserError("world-not-answering", `the world ${name} doesn't answer: it starts or stops just now`)),
    );
  });
  socket.on("error", () => socket.destroy());
  send(socket, request);
  const result = (async () => {
    for await (const line of received(socket)) {
      const reply = line as Reply<Event, Result>;
      if ("event" in reply) onEvent(reply.event);
      else if ("error" in reply) throw new UserError(reply.error.code, reply.error.message, reply.error.fix);
      else return reply.result;
    }
    throw new UserError("world-ended", `the world ${name} ended before it had answered`, [
      `See what it said last:  ./aybiza world logs --name ${name}`,
    ]);
  })();
  result.catch(() => undefined); // whoever waits for it hears of it
  void result.finally(() => socket.destroy()).catch(() => undefined);
  return { send: (message) => send(socket, message), result, close: () => socket.end() };
}
