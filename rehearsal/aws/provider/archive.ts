import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ProviderError } from "../../../providers/kit/handler.ts";
import { type ZipEntry, zip } from "../zip.ts";

/** Key and values with which the engine marks archives and assets. Source: sdk/go/common/resource/sig/sig.go of pulumi/pulumi. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";

/** An archive or an asset as the engine sends it. */
export interface Packed {
  readonly [SIGNATURE]: string;
  readonly hash?: string;
  readonly path?: string;
  readonly uri?: string;
  readonly text?: string;
  readonly assets?: Readonly<Record<string, Packed>>;
}

export function isArchive(value: unknown): value is Packed {
  return (value as Packed | undefined)?.[SIGNATURE] === ARCHIVE;
}

/** Creates an archive of text files in the engine's format, for tests and our own programs. */
export function archiveOf(texts: Readonly<Record<string, string>>, hash: string): Packed {
  const assets = Object.entries(texts).map(([path, text]) => [
    path,
    { [SIGNATURE]: ASSET, hash: `${hash}/${path}`, text },
  ]);
  return { [SIGNATURE]: ARCHIVE, hash, assets: Object.fromEntries(assets) };
}

/**
 * Packs an archive as a ZIP, as Lambda requires. Accepts files, folders, `.zip` files and nested archives;
 * relative paths are resolved against `cwd`.
 * @throws ProviderError for an archive on the network or in another format
 */
export function zipOf(archive: Packed, cwd: string): Buffer {
  const path = localPath(archive, cwd);
  if (path !== undefined && !statSync(path).isDirectory()) {
    if (/\.(zip|jar)$/.test(path)) return readFileSync(path);
    throw new ProviderError(
      "archive-format",
      `${path}: rehearsals support code as a folder or a .zip file only; convert the archive to a ZIP`,
    );
  }
  return zip(entriesOf(archive, "", cwd));
}

function entriesOf(packed: Packed, at: string, cwd: string): ZipEntry[] {
  if (packed.assets)
    return Object.entries(packed.assets).flatMap(([name, inner]) => entriesOf(inner, at ? `${at}/${name}` : name, cwd));
  if (packed.text !== undefined) return [{ path: at, data: Buffer.from(packed.text) }];
  const path = localPath(packed, cwd);
  if (path === undefined)
    throw new ProviderError("archive-empty", `${at || "code"}: the archive has no files, path or text; add one`);
  return filesOf(path, at);
}

function filesOf(path: string, at: string): ZipEntry[] {
  const stat = statSync(path);
  if (!stat.isDirectory()) return [{ path: at, data: readFileSync(path), executable: (stat.mode & 0o100) !== 0 }];
  return readdirSync(path).flatMap((name) => filesOf(join(path, name), at ? `${at}/${name}` : name));
}

function localPath(packed: Packed, cwd: string): string | undefined {
  if (packed.path) return resolve(cwd, packed.path);
  if (!packed.uri) return undefined;
  if (packed.uri.startsWith("file://")) return fileURLToPath(packed.uri);
  throw new ProviderError("archive-remote", `${packed.uri}: rehearsals don't download archives; use a local one`);
}
