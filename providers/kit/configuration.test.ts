import grpc from "@grpc/grpc-js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Plugin, secret } from "./testing/engine.ts";
import { connectAs, entry, startLedger } from "./testing/start-ledger.ts";

let plugin: Plugin;
beforeAll(async () => {
  plugin = await startLedger();
});
afterAll(() => plugin.stop());

test("two instances keep their own configuration", async () => {
  const [ann, ben] = await Promise.all([connectAs(plugin, "ann"), connectAs(plugin, "ben")]);
  const [first, second] = await Promise.all([ann.create(entry, { text: "a" }), ben.create(entry, { text: "b" })]);
  expect([first.state.owner, second.state.owner]).toEqual(["ann", "ben"]);
  expect(await ann.invoke("ledger:index:getOwner", {})).toEqual({ owner: "ann", seen: "{}" });
  expect(await ben.invoke("ledger:index:getOwner", {})).toEqual({ owner: "ben", seen: "{}" });
});

test("a connection that wasn't configured is refused while several configurations are in use", async () => {
  await Promise.all([connectAs(plugin, "ann"), connectAs(plugin, "ben")]);
  const stranger = plugin.connect();
  await expect(stranger.create(entry, {})).rejects.toThrow(
    "provider ledger: this connection was not configured; run the command again",
  );
});

test("a connection that was opened anew uses the only configuration there is", async () => {
  const fresh = await startLedger();
  const ann = await connectAs(fresh, "ann");
  ann.close();
  expect(await fresh.connect().invoke("ledger:index:getOwner", {})).toEqual({ owner: "ann", seen: "{}" });
  await fresh.stop();
});

test("a handshake promises secrets and references", async () => {
  expect(await plugin.connect().handshake("127.0.0.1:1")).toMatchObject({
    acceptSecrets: true,
    acceptResources: true,
    acceptOutputs: false,
  });
});

test("an instance that can't be configured says why", async () => {
  await expect(plugin.connect().configure({ owner: "nobody" })).rejects.toMatchObject({
    code: grpc.status.FAILED_PRECONDITION,
    message: "a ledger needs an owner",
  });
});

test("secret configuration comes back secret, whether it was marked or not, and the engine's own keys stay", async () => {
  const engine = plugin.connect();
  const { inputs, failures } = await engine.checkConfig({ owner: "ann", password: "hunter2hunter2", version: "1.2.3" });
  expect(inputs).toEqual({ owner: "ann", password: secret("hunter2hunter2"), version: "1.2.3" });
  expect(failures).toEqual([]);
});

test("a rotated password is an update in place, never a replacement", async () => {
  const engine = plugin.connect();
  const diff = await engine.diffConfig(
    { owner: "ann", password: "old-password" },
    { owner: "ann", password: "new-password" },
  );
  expect(diff).toMatchObject({ some: true, changes: { password: "update" }, replaces: [], deleteBeforeReplace: false });
  const same = await engine.diffConfig({ owner: "ann", version: "1.2.3" }, { owner: "ann", version: "1.2.4" });
  expect(same).toMatchObject({ some: false, changes: {} });
});

test("a configured secret is taken out of errors", async () => {
  const engine = await connectAs(plugin, "ann", { password: "hunter2hunter2" });
  await expect(engine.create(entry, { fail: "password hunter2hunter2" })).rejects.toThrow(
    "it failed with password [secret]",
  );
});

test("types and functions that aren't there are named, with those that are", async () => {
  const engine = await connectAs(plugin, "ann");
  await expect(engine.create("urn:pulumi:dev::test::ledger:index:Page::x", {})).rejects.toThrow(
    "provider ledger has no resource type ledger:index:Page; it has ledger:index:Entry, ledger:index:Stone",
  );
  await expect(engine.invoke("ledger:index:getPage", {})).rejects.toThrow(
    "provider ledger has no function ledger:index:getPage; it has ledger:index:getOwner",
  );
});
