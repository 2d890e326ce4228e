import * as pulumi from "@pulumi/pulumi/output.js";
import rpc from "@pulumi/pulumi/runtime/rpc.js";
import { afterEach, expect, test, vi } from "vitest";
import { lazyProperties, type SdkTransfer } from "./lazy-properties.ts";

type Bag = Record<string, pulumi.Output<unknown>>;

const declarations: ReturnType<typeof rpc.transferProperties>[] = [];
// The SDK takes what is never settled for a leak.
afterEach(() => {
  for (const settlers of declarations.splice(0))
    for (const settle of Object.values(settlers)) settle(undefined, true, false);
});

/** A resource whose properties are transferred lazily, the SDK's own function watched. */
function declared(env: NodeJS.ProcessEnv = {}, resource: Bag = {}) {
  const eagerly = vi.fn(rpc.transferProperties);
  const sdk: SdkTransfer = { transferProperties: eagerly };
  lazyProperties(sdk, env);
  const settlers = sdk.transferProperties(resource as never, "label", {
    id: "i",
    urn: "u",
    number: "n",
    sid: undefined,
  });
  declarations.push(settlers);
  const made = () => eagerly.mock.calls.map(([, , props]) => Object.keys(props));
  return { resource, settlers, made };
}

const told = async (output: pulumi.Output<unknown> | undefined) => {
  const own = output as unknown as {
    promise(withUnknowns: boolean): Promise<unknown>;
    isKnown: Promise<boolean>;
    isSecret: Promise<boolean>;
    allResources(): Promise<Set<unknown>>;
  };
  const [value, known, secret, from] = await Promise.all([
    own.promise(true),
    own.isKnown,
    own.isSecret,
    own.allResources(),
  ]);
  return { value, known, secret, from: [...from] };
};

test("only what is read is made, once", async () => {
  const { resource, settlers, made } = declared();
  expect(Object.keys(settlers)).toEqual(["number", "sid"]);
  expect(Object.keys(resource)).toEqual(["number", "sid"]);
  expect(made()).toEqual([]);
  expect(resource.sid).toBe(resource.sid);
  expect(made()).toEqual([["sid"]]);
  expect(pulumi.Output.isInstance(resource.sid)).toBe(true);
  expect("id" in resource || "urn" in resource).toBe(false);
});

test("a property says the same whether it is read before it is settled or after: value, known, secret, what it hangs on", async () => {
  const other = { __pulumiResource: true } as never;
  for (const [value, known, secret] of [
    ["PN1", true, false],
    ["PN1", true, true],
    [undefined, false, false],
  ] as const) {
    const [early, late] = [declared(), declared()];
    const read = early.resource.sid;
    for (const { settlers } of [early, late]) settlers.sid!(value, known, secret, [other]);
    const said = { value, known, secret };
    expect(await told(read)).toEqual({ ...said, from: [other, early.resource] });
    expect(await told(late.resource.sid)).toEqual({ ...said, from: [other, late.resource] });
  }
});

test("what came first counts, as for a promise", async () => {
  const { resource, settlers } = declared();
  settlers.sid!("first", true, false);
  settlers.sid!("second", true, false);
  expect(await told(resource.sid)).toMatchObject({ value: "first" });
});

test("an error reaches who reads the property, before it or after", async () => {
  const lost = new Error("lost");
  const [early, late] = [declared(), declared()];
  const before = expect(told(early.resource.number)).rejects.toBe(lost);
  for (const { settlers } of [early, late]) settlers.number!(undefined, true, false, [], lost);
  await before;
  await expect(told(late.resource.number)).rejects.toBe(lost);
});

test("a property that is assigned is what was assigned; one that was there is refused by the SDK", () => {
  const { resource, settlers, made } = declared();
  resource.sid = "mine" as never;
  settlers.sid!("theirs", true, false);
  expect(resource.sid).toBe("mine");
  expect(made()).toEqual([]);
  expect(() => declared({}, { number: "there" as never })).toThrow("Property 'number' is already initialized");
});

test("who asks for the SDK's messages or looks for leaks has the SDK as it is", () => {
  expect(declared({ AYBIZA_SDK_DEBUG: "1" }).made()).toEqual([["id", "urn", "number", "sid"]]);
  expect(declared({ PULUMI_DEBUG_PROMISE_LEAKS: "1" }).made()).toEqual([["id", "urn", "number", "sid"]]);
});
