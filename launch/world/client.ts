import { createConnection } from "node:net";
import { UserError } from "../../domain/user-error.ts";
import { received, send } from "./lines.ts";
import { worldOption } from "./name.ts";
import type { Reply, Request } from "./protocol.ts";
import { worldNames, worldState } from "./record.ts";

/** An open request to a running world, until its result. */
export interface Conversation<Result> {
  /** Sends a message after the request. */
  send(message: object): void;
  /** The world's reply, or its error. */
  readonly result: Promise<Result>;
  /** Closes the connection. */
  close(): void;
}

/** Creates the error for a world that isn't running, with the command that starts it. */
export function noWorld(name: string): UserError {
  const option = worldOption(name, "--name");
  const start = `./aybiza world start --detach${option} --stacks us,acme-us`;
  if (worldState(name).state === "crashed")
    return new UserError("world-crashed", `the world ${name} has crashed: its process no longer runs`, [
      `See its last log entries:  ./aybiza world logs${option}`,
      `Start it again:            ${start}`,
    ]);
  const others = worldNames();
  return new UserError("world-not-running", `no world ${name} runs in this checkout`, [
    ...(others.length === 0 ? [] : [`Name a running world:  ${others.join(", ")}`]),
    `Start it:  ${start}`,
  ]);
}

/**
 * Sends a request to a world.
 * @throws UserError if the world isn't running. `result` rejects with a UserError if the world refuses, or ends before it has answered.
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
      failed(
        new UserError(
          "world-not-answering",
          `the world ${name} doesn't answer: it is starting or stopping`,
          "Try again in a moment",
        ),
      ),
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
    throw new UserError("world-ended", `the world ${name} ended before it answered`, [
      `See its last log entries:  ./aybiza world logs${worldOption(name, "--name")}`,
    ]);
  })();
  result.catch(() => undefined); // the caller awaits `result` later; until then a rejection isn't unhandled
  void result.finally(() => socket.destroy()).catch(() => undefined);
  return { send: (message) => send(socket, message), result, close: () => socket.end() };
}
