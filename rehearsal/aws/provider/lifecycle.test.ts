import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ministackVenv } from "../../paths.ts";
import { type MiniStack, startMiniStack } from "../ministack.ts";
import { Aws } from "./aws.ts";
import { servedTypes } from "./served.ts";
import { LifeWorld, live } from "./testing/lifecycle.ts";
import { lives } from "./testing/lives/index.ts";

const dir = mkdtempSync(join(tmpdir(), "aybiza-lives-"));
let cloud: MiniStack | undefined;
let world: LifeWorld;

beforeAll(async () => {
  cloud = await startMiniStack({ venv: ministackVenv, dir });
  world = await LifeWorld.start(new Aws({ endpoint: cloud.endpoint, region: "us-east-1" }), cloud.endpoint);
}, 60_000);
afterEach(() => world?.clear());
afterAll(async () => {
  await world?.stop();
  await cloud?.stop();
  rmSync(dir, { recursive: true, force: true });
});

test("every type that is served has a life here, once", () => {
  expect(lives.map(({ token }) => token).sort()).toEqual([...servedTypes].sort());
});

describe("create, read, update, import, drift, replace and delete on the wire:", () => {
  test.each(lives)("$token", async (life) => live(world, life), 30_000);
});
