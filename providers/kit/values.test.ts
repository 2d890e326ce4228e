import { afterAll, beforeAll, expect, test } from "vitest";
import { type Engine, type Plugin, secret, startLog, unknown } from "./testing/engine.ts";
import { connectAs, entry, startLedger } from "./testing/start-ledger.ts";
import { redact, seal } from "./wire.ts";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
let plugin: Plugin;
let log: Awaited<ReturnType<typeof startLog>>;
let engine: Engine;
beforeAll(async () => {
  log = await startLog();
  plugin = await startLedger(log.address);
  engine = await connectAs(plugin, "ann");
});
afterAll(async () => {
  await plugin.stop();
  log.close();
});

test("a handler sees secrets in clear; they leave as secrets, nested ones too, and a list with a secret as a whole", async () => {
  const inputs = {
    text: secret("s3cret-one"),
    box: { key: secret("s3cret-two"), size: 2 },
    list: ["plain", secret("s3cret-three")],
  };
  const { state } = await engine.create(entry, inputs);
  expect(state.text).toEqual(secret("s3cret-one"));
  expect(state.box).toEqual({ key: secret("s3cret-two"), size: 2 });
  expect(state.list).toEqual(secret(["plain", "s3cret-three"]));
});

test("outputs that the handler names are secret whatever came in", async () => {
  expect((await engine.create(entry, {})).state.pin).toEqual(secret("4711"));
});

test("an output of another name that holds a secret text is secret too", async () => {
  const { state } = await engine.create(entry, { text: secret("s3cret-one"), copy: "https://u:s3cret-one@a.example" });
  expect(state.copy).toEqual(secret("https://u:s3cret-one@a.example"));
});

test("check, read and update wrap what came in as secret", async () => {
  const { inputs } = await engine.check(entry, { text: secret("s3cret-one") });
  expect(inputs).toEqual({ text: secret("s3cret-one") });
  const { id, state } = await engine.create(entry, { text: secret("s3cret-one") });
  const read = await engine.read(entry, id, { text: secret("s3cret-one") }, { text: state.text });
  expect(read).toEqual({ id, inputs: { text: secret("s3cret-one") }, state: { text: secret("s3cret-one") } });
  const updated = await engine.update(entry, { id, oldInputs: {}, oldState: {}, news: { text: secret("s3cret-two") } });
  expect(updated.state.text).toEqual(secret("s3cret-two"));
});

test("a secret argument makes each result of a function secret", async () => {
  const result = await engine.invoke("ledger:index:getOwner", { key: secret("s3cret-one") });
  expect(result).toEqual({ owner: secret("ann"), seen: secret('{"key":"s3cret-one"}') });
});

test("secrets are taken out of errors, of partial failures and of messages", async () => {
  const error = await engine.create(entry, { key: secret("s3cret-one"), fail: "value s3cret-one" }).catch((e) => e);
  expect(error.message).toBe("it failed with value [secret]");
  const half = await engine.create(entry, { text: secret("s3cret-one"), half: "s3cret-one" }).catch((e) => e);
  expect(half.partial.reasons).toEqual(["half of [secret]"]);
  expect(half.partial.properties.text).toEqual(secret("s3cret-one"));
  await engine.create(entry, { key: secret("s3cret-one"), say: "about s3cret-one" });
  expect(log.messages.at(-1)).toEqual({ severity: 2, urn: entry, text: "about [secret]" });
});

test("no response of this file held a secret in clear", () => {
  expect(["s3cret-one", "s3cret-two", "s3cret-three"].filter((text) => engine.sawInClear(text))).toEqual([]);
  engine.received.push({ leaked: "s3cret-one" });
  expect(engine.sawInClear("s3cret-one")).toBe(true);
});

test("what isn't known is a value of its own to the handler, and unknown again to the engine", async () => {
  const { id, state } = await engine.create(entry, { text: unknown, box: { key: unknown } }, { preview: true });
  expect(id).toBe("");
  expect(JSON.parse(state.seen as string)).toEqual({ text: "unknown", box: { key: "unknown" } });
  expect([state.text, state.box, state.later]).toEqual([unknown, { key: unknown }, unknown]);
});

test("undefined is left out, dates become ISO 8601", async () => {
  const { state } = await engine.create(entry, { text: "a" });
  expect("nothing" in state).toBe(false);
  expect(state.when).toBe("1970-01-01T00:00:00.000Z");
});

test("asset, archive and reference envelopes pass unchanged", async () => {
  const asset = { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", hash: "abc", text: "body", path: "", uri: "" };
  const archive = { [SIGNATURE]: "0def7320c3a5731c473e5ecbe6d01bc7", hash: "def", assets: { "a.txt": asset } };
  const reference = { [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:pulumi:dev::t::x:y:Z::n", id: "i" };
  const { state } = await engine.create(entry, { asset, archive, reference });
  expect([state.asset, state.archive, state.reference]).toEqual([asset, archive, reference]);
});

test("an output value is its value, secret where it says so, unknown where it has none", async () => {
  const output = { [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: "visible" };
  const hidden = { ...output, value: "s3cret-four", secret: true };
  const { value: _, ...later } = output;
  const { state } = await engine.create(entry, { output, hidden, later2: later }, { preview: true });
  expect([state.output, state.hidden, state.later2]).toEqual(["visible", secret("s3cret-four"), unknown]);
});

test("a bag larger than gRPC's usual 4 MB passes both ways", async () => {
  const text = "x".repeat(5_000_000);
  expect(((await engine.create(entry, { text })).state.text as string).length).toBe(5_000_000);
});

test("empty and very short secrets are looked for nowhere: they are in every text", () => {
  const texts = new Set(["", "a", "POST", "s3cret-one"]);
  expect(redact("a POST with s3cret-one", texts)).toBe("a POST with [secret]");
  const sealed = seal({ method: "POST", url: "https://u:s3cret-one@a.example" }, { marks: [], texts: [texts] });
  expect(sealed.toJavaScript()).toEqual({ method: "POST", url: secret("https://u:s3cret-one@a.example") });
});
