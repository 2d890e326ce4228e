import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { room } from "../../launch/testing/room.ts";
import { run } from "../run.mjs";
import { project, saying } from "../testing/project.ts";
import { pulumiCli } from "./pulumi-cli.mjs";
import { checksumOf, downloadPulumi, releaseFiles } from "./pulumi-download.mjs";

const version = "3.259.0";
const names = releaseFiles(version, process.platform, process.arch);
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

/** Creates an archive like Pulumi's releases: a folder with the CLI and several language hosts. */
function archive(): Buffer {
  const folder = room({
    "pulumi/pulumi": `#!/bin/sh\necho v${version}\n`,
    "pulumi/pulumi-language-nodejs": "ELF official host",
    "pulumi/pulumi-language-python": "ELF not taken",
    // Makes the archive large enough to break off half way.
    "pulumi/padding": Array.from({ length: 40_000 }, (_, i) => sha256(Buffer.from(String(i)))).join(""),
  });
  execFileSync("tar", ["-czf", "a.tar.gz", "pulumi"], { cwd: folder });
  return readFileSync(path.join(folder, "a.tar.gz"));
}

/** Starts a server of releases. `breakAt`: count of bytes after which the first response with an archive breaks off. */
async function releases({ files, breakAt }: { files: Record<string, Buffer | string>; breakAt?: number }) {
  const asked: string[] = [];
  let broken = breakAt === undefined;
  const server = createServer((request, response) => {
    const name = path.basename(request.url ?? "");
    const bytes = files[name] === undefined ? undefined : Buffer.from(files[name]);
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    asked.push(from > 0 ? `${name} from ${from}` : name);
    if (!bytes) return response.writeHead(404).end();
    if (from > 0 && from >= bytes.length) return response.writeHead(416).end();
    response.writeHead(from > 0 ? 206 : 200, { "content-length": bytes.length - from });
    if (broken || !name.endsWith(".gz")) return response.end(bytes.subarray(from));
    broken = true;
    response.write(bytes.subarray(0, breakAt), () => setTimeout(() => response.destroy(), 50));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { asked, from: `http://127.0.0.1:${(server.address() as AddressInfo).port}/releases` };
}

/** Creates a valid release with its checksums file. */
function release(bytes = archive()) {
  return {
    [names.archive]: bytes,
    [names.checksums]: `${"0".repeat(64)}  other.tar.gz\n${sha256(bytes)}  ${names.archive}\n`,
  };
}

describe("a release of the CLI", () => {
  test("is unpacked when its checksum agrees: the CLI and its host for Node, nothing else", async () => {
    const { from } = await releases({ files: release() });
    const folder = room();
    await downloadPulumi(version, folder, { from });
    expect(readdirSync(path.join(folder, "bin")).sort()).toEqual(["pulumi", "pulumi-language-nodejs"]);
  });

  test("that has another checksum is thrown away", async () => {
    const good = release();
    const other = archive();
    other[other.length - 1]! ^= 1;
    const { from } = await releases({ files: { ...good, [names.archive]: other } });
    const folder = room();
    await expect(downloadPulumi(version, folder, { from })).rejects.toThrow(
      `${names.archive} has the SHA-256 ${sha256(other)}, but ${names.checksums} lists`,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    ["that no checksum is published for isn't taken", { [names.checksums]: "" }, "doesn't list"],
    ["without a checksums file isn't taken", { [names.checksums]: undefined }, "answers 404"],
    ["that isn't there is told", { [names.archive]: undefined }, "answers 404"],
  ])("%s", async (_, change, why) => {
    const { from } = await releases({ files: { ...release(), ...change } as Record<string, string> });
    await expect(downloadPulumi(version, room(), { from })).rejects.toThrow(why);
  });

  test("whose download broke off is gone on with where it stopped", async () => {
    const files = release();
    const { from, asked } = await releases({ files, breakAt: 100_000 });
    const folder = room();
    await expect(downloadPulumi(version, folder, { from })).rejects.toThrow();
    const had = readFileSync(path.join(folder, names.archive)).length;
    expect(had).toBeGreaterThan(0);
    await downloadPulumi(version, folder, { from });
    expect(asked.at(-1)).toBe(`${names.archive} from ${had}`);
    expect(existsSync(path.join(folder, "bin", "pulumi"))).toBe(true);
  });

  test("that was whole when the set-up was killed isn't fetched again", async () => {
    const files = release();
    const { from } = await releases({ files });
    const folder = room();
    writeFileSync(path.join(folder, names.archive), files[names.archive]!);
    await downloadPulumi(version, folder, { from });
    expect(existsSync(path.join(folder, "bin", "pulumi"))).toBe(true);
  });

  test("from a server that isn't there is told by its name", async () => {
    await expect(downloadPulumi(version, room(), { from: "http://127.0.0.1:3/releases" })).rejects.toThrow(
      "127.0.0.1:3 can't be reached (connect ECONNREFUSED 127.0.0.1:3)",
    );
  });
});

test("the set-up's step downloads, checks and puts in place, on a machine that reaches a server of releases", async () => {
  const { from } = await releases({ files: release() });
  const layout = project();
  const here = path.resolve(import.meta.dirname, "../..");
  symlinkSync(path.join(here, "node_modules"), layout.modules);
  symlinkSync(import.meta.dirname, path.join(layout.root, "toolchain", "steps"));
  const tools = { env: { PATH: "/usr/bin:/bin", AYBIZA_PULUMI_RELEASES: from }, run };
  const step = pulumiCli(layout, tools, { home: room() });
  expect(await step.work(saying())).toBe("Pulumi CLI 3.259.0, downloaded");
  expect(readFileSync(layout.languageHost, "utf8")).toBe("ELF official host");
  expect(existsSync(path.join(layout.state, "pulumi-incoming"))).toBe(false);
});

test.each([
  [`${"a".repeat(64)}  x.tar.gz\n`, "a".repeat(64)],
  [`${"A".repeat(64)} *x.tar.gz\r\n`, "a".repeat(64)],
  [`${"a".repeat(64)}  xx.tar.gz\n`, undefined],
  ["abc  x.tar.gz\n", undefined],
])("a checksums file is read: %j", (text, expected) => expect(checksumOf(text, "x.tar.gz")).toBe(expected));
