import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { secondOpinionVenv } from "../../paths.ts";
import { type Moto, startMoto } from "../moto.ts";
import { Aws } from "./aws.ts";
import disagreements from "./disagreements.json" with { type: "json" };
import { LifeWorld, live } from "./testing/lifecycle.ts";
import { lives } from "./testing/lives/index.ts";

/** Where Moto says another thing than MiniStack, and who is believed. */
const known: Readonly<Record<string, { readonly moto: string; readonly error: string }>> = disagreements.types;

let moto: Moto | undefined;
let world: LifeWorld;
beforeAll(async () => {
  moto = await startMoto({ venv: secondOpinionVenv });
  world = await LifeWorld.start(new Aws({ endpoint: moto.endpoint, region: "us-east-1" }), moto.endpoint);
}, 60_000);
afterEach(() => world?.clear().catch(() => undefined));
afterAll(async () => {
  await world?.stop();
  await moto?.stop();
});

describe("Moto agrees on the whole life of", () => {
  test.each(lives.filter(({ token }) => !(token in known)))("$token", async (life) => live(world, life), 30_000);
});

describe("Moto disagrees, as disagreements.json says, on", () => {
  test.each(lives.filter(({ token }) => token in known))(
    "$token",
    async (life) => {
      await expect(live(world, life)).rejects.toThrow(known[life.token]!.error);
    },
    30_000,
  );
});
