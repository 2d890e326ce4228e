import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { root } from "../launch/checkout.ts";

const inRepository = (file: string) => readFileSync(join(root, file), "utf8");

it("no text of ours has a registry asked for the name aybiza: ./aybiza is the checkout's own", () => {
  const committed = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" })
    .split("\0")
    .filter(Boolean);
  const registry = new RegExp(
    ["npx", "npm exec( --)?", "npm (i|install)( -g)?"].map((by) => `${by} aybiza\\b`).join("|"),
  );
  const kept = ["cli/command-name.test.ts", "docs/decisions/command-name.md"];
  const found = committed.filter(
    (file) => file !== "aybiza" && !kept.includes(file) && registry.test(inRepository(file)),
  );
  expect(found).toEqual([]);
});

it("./aybiza is the command, and npx finds it in node_modules/.bin without its cache", () => {
  expect(realpathSync(join(root, "aybiza"))).toBe(join(root, "cli", "aybiza.mjs"));
  // With a `bin` in the root package, npx would first install the checkout into its own cache.
  expect(JSON.parse(inRepository("package.json"))).not.toHaveProperty("bin");
  expect(JSON.parse(inRepository("cli/package.json")).bin).toEqual({ aybiza: "aybiza.mjs" });
});

it.each(["aybiza", "stranger"])("npx %s in a checkout that isn't set up runs nothing from a registry", async (name) => {
  const folder = mkdtempSync(join(tmpdir(), "aybiza-npx-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "cli"));
  for (const file of ["package.json", ".npmrc", "cli/package.json"]) cpSync(join(root, file), join(folder, file));
  const asked: string[] = [];
  const registry = createServer((request, response) => {
    asked.push(request.url ?? "");
    const dist = { tarball: `http://${request.headers.host}/${name}.tgz`, shasum: "0".repeat(40) };
    const version = { name, version: "9.9.9", bin: { [name]: "run.js" }, dist };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ name, "dist-tags": { latest: "9.9.9" }, versions: { "9.9.9": version } }));
  });
  await new Promise<void>((done) => registry.listen(0, "127.0.0.1", done));
  onTestFinished(() => void registry.close());
  const own = Object.entries(process.env).filter(([variable]) => !/^npm_/i.test(variable));
  const env = {
    ...Object.fromEntries(own),
    npm_config_registry: `http://127.0.0.1:${(registry.address() as AddressInfo).port}`,
    npm_config_cache: join(folder, "cache"),
    npm_config_userconfig: join(folder, "none"),
    npm_config_update_notifier: "false",
  };
  const { code, stderr } = await new Promise<{ code: unknown; stderr: string }>((done) =>
    execFile("npx", [name], { cwd: folder, env }, (error, _, stderr) => done({ code: error?.code, stderr })),
  );
  expect(code).toBe(1);
  expect(stderr).toMatch(/no YES option|could not determine executable/);
  expect(asked.filter((url) => url.endsWith(".tgz"))).toEqual([]);
});
