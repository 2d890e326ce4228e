// @ts-check
// Downloads the Pulumi CLI's release for this machine:  node pulumi-download.mjs VERSION FOLDER
// A separate program, because only the project's Node supports proxies (NODE_USE_ENV_PROXY). The archive must have the SHA-256 in the release's
// checksums file. A partial archive is resumed.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** URL of Pulumi's releases. Source: https://github.com/pulumi/docs/blob/master/data/versions.json */
const releases = "https://get.pulumi.com/releases/sdk";

/** Time limit for the server's response in ms, so that a blocked network costs only seconds. */
const answerMs = 10_000;

/** Time in ms without data after which the download fails. */
const silenceMs = 30_000;

/** Files to extract: the CLI, and its language host for Node. */
const wanted = ["pulumi", "pulumi-language-nodejs"];

/**
 * Returns the names of a release's files.
 * @param {string} version without a `v`
 * @param {string} platform of Node
 * @param {string} arch of Node
 */
export function releaseFiles(version, platform, arch) {
  return { archive: `pulumi-v${version}-${platform}-${arch}.tar.gz`, checksums: `pulumi-${version}-checksums.txt` };
}

/**
 * Returns a file's SHA-256 from a checksums file, whose lines are `<hex>  <name>`; undefined if the file isn't listed.
 * @param {string} text
 * @param {string} name
 */
export function checksumOf(text, name) {
  const words = text.split(/\r?\n/).map((line) => line.trim().split(/\s+\*?/));
  return words.find(([hex = "", listed]) => listed === name && /^[0-9a-f]{64}$/i.test(hex))?.[0]?.toLowerCase();
}

/** @param {string} file */
const sizeOf = (file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/**
 * Requests a file from a byte offset. The time limit is for the response headers; fetchArchive limits silence in the body.
 * @param {string} url @param {number} [from]
 */
async function ask(url, from = 0) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Error(`no response within ${answerMs / 1000} s`)), answerMs);
  try {
    const answer = await fetch(url, { signal: late.signal, headers: from > 0 ? { range: `bytes=${from}-` } : {} });
    return { answer, giveUp: (/** @type {Error} */ why) => late.abort(why) };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    throw new Error(`${new URL(url).host} can't be reached (${cause instanceof Error ? cause.message : cause})`, {
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}

/** @param {string} url */
async function text(url) {
  const { answer } = await ask(url);
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  return answer.text();
}

/**
 * Downloads an archive into a file, and resumes an earlier attempt.
 * @param {string} url @param {string} file @param {(doing: string) => void} say
 */
async function fetchArchive(url, file, say) {
  const had = sizeOf(file);
  const { answer, giveUp } = await ask(url, had);
  if (answer.status === 416) return;
  if (!answer.ok || !answer.body) throw new Error(`${url} answers ${answer.status}`);
  const goesOn = answer.status === 206;
  let at = goesOn ? had : 0;
  const total = at + Number(answer.headers.get("content-length") ?? 0);
  const mb = (/** @type {number} */ bytes) => Math.round(bytes / 1e6);
  const silent = () => giveUp(new Error(`no data received for ${silenceMs / 1000} s`));
  let timer = setTimeout(silent, silenceMs);
  let saidAt = 0;
  const body = Readable.fromWeb(/** @type {import("node:stream/web").ReadableStream} */ (answer.body));
  body.on("data", (chunk) => {
    clearTimeout(timer);
    timer = setTimeout(silent, silenceMs);
    at += chunk.length;
    if (Date.now() - saidAt < 500) return;
    saidAt = Date.now();
    say(`${mb(at)} of ${total > 0 ? mb(total) : "?"} MB`);
  });
  try {
    await pipeline(body, createWriteStream(file, { flags: goesOn ? "a" : "w" }));
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Downloads, verifies and unpacks a release.
 * @throws Error with the reason
 * @param {string} version
 * @param {string} folder folder for partial archives, and for the unpacked `bin`
 * @param {{ from?: string, say?: (doing: string) => void, platform?: string, arch?: string }} [options]
 */
export async function downloadPulumi(version, folder, { from = releases, say = () => {}, platform, arch } = {}) {
  const names = releaseFiles(version, platform ?? process.platform, arch ?? process.arch);
  const file = path.join(folder, names.archive);
  mkdirSync(folder, { recursive: true });
  const listed = checksumOf(await text(`${from}/${names.checksums}`), names.archive);
  if (!listed) throw new Error(`${names.checksums} doesn't list ${names.archive}, so the download can't be verified`);
  await fetchArchive(`${from}/${names.archive}`, file, say);
  say("verifying its checksum");
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  const found = hash.digest("hex");
  if (found !== listed) {
    rmSync(file, { force: true });
    throw new Error(
      `${names.archive} has the SHA-256 ${found}, but ${names.checksums} lists ${listed}: the download was deleted`,
    );
  }
  const half = path.join(folder, "unpacked");
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  execFileSync("tar", ["-xzf", file, "-C", half, ...wanted.map((name) => `pulumi/${name}`)]);
  rmSync(path.join(folder, "bin"), { recursive: true, force: true });
  renameSync(path.join(half, "pulumi"), path.join(folder, "bin"));
  return found;
}

if (import.meta.main) {
  const [version = "", folder = ""] = process.argv.slice(2);
  downloadPulumi(version, folder, {
    from: process.env.AYBIZA_PULUMI_RELEASES || releases,
    say: (doing) => console.log(doing),
  }).then(
    (sha256) => console.log(`sha256 ${sha256}`),
    (error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}
