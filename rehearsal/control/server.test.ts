import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { UserError } from "../../domain/user-error.ts";
import { received, send } from "../../launch/world/lines.ts";
import { listen, type Serve } from "./server.ts";

async function socketOf(serve: Serve): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), "aybiza-control-"));
  const path = join(dir, "control.sock");
  writeFileSync(path, "left by a dead world");
  const server = await listen(path, serve);
  onTestFinished(async () => {
    await server.close();
    rmSync(dir, { recursive: true, force: true });
  });
  return path;
}

async function talk(path: string, ...messages: object[]): Promise<unknown[]> {
  const socket = createConnection(path);
  for (const message of messages) send(socket, message);
  const replies: unknown[] = [];
  for await (const reply of received(socket)) replies.push(reply);
  return replies;
}

it("answers one request on each connection, with its events before its end, to its own user only", async () => {
  const path = await socketOf(async (request, { event, more }) => {
    event({ heard: request.verb });
    event({ heard: (await more.next()).value });
    return { done: true };
  });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(await talk(path, { verb: "status" }, { say: "Grüß Gott" })).toEqual([
    { event: { heard: "status" } },
    { event: { heard: { say: "Grüß Gott" } } },
    { result: { done: true } },
  ]);
});

it("says what it refuses and how to mend it, and survives what isn't JSON", async () => {
  const path = await socketOf(async () => {
    throw new UserError("update-under-way", "an update is under way", ["wait"]);
  });
  expect(await talk(path, { verb: "reset" })).toEqual([
    { error: { code: "update-under-way", message: "an update is under way", fix: ["wait"] } },
  ]);
  const socket = createConnection(path);
  socket.on("error", () => {});
  socket.write("GET / HTTP/1.1\r\n\r\n");
  await new Promise((closed) => socket.once("close", closed));
  expect(await talk(path, { verb: "reset" })).toHaveLength(1);
});
