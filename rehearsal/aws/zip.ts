import { crc32, deflateRawSync } from "node:zlib";

/** One file of a ZIP: its path in the ZIP (with `/`), its bytes, and whether it is executable. */
export interface ZipEntry {
  readonly path: string;
  readonly data: Uint8Array;
  readonly executable?: boolean;
}

/** 1 January 1980, the earliest date in the ZIP format. A fixed date, so that the same entries always give the same bytes. */
const DOS_DATE = (1 << 5) | 1;
const DEFLATE = 8;
/** "Made by" field: Unix, version 2.0. With it, the upper half of the external attributes is the file's mode. */
const MADE_BY_UNIX = (3 << 8) | 20;

/**
 * Creates a ZIP of these entries. The same entries give the same bytes, in any order (APPNOTE.TXT 6.3, without ZIP64).
 * @throws RangeError for more than 65535 entries or 4 GiB
 */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const sorted = [...entries].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  if (sorted.length > 0xffff)
    throw new RangeError(`a ZIP without ZIP64 holds at most 65535 files; this one has ${sorted.length}`);
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, data, executable } of sorted) {
    const name = Buffer.from(path);
    const packed = deflateRawSync(data, { level: 9 });
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x0800, 2); // names are UTF-8
    shared.writeUInt16LE(DEFLATE, 4);
    shared.writeUInt16LE(DOS_DATE, 8);
    shared.writeUInt32LE(crc32(data), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(data.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(MADE_BY_UNIX, 4);
    shared.copy(record, 6);
    record.writeUInt32LE(((0o100000 | (executable ? 0o755 : 0o644)) << 16) >>> 0, 38);
    record.writeUInt32LE(offset, 42);
    parts.push(Buffer.from("PK\x03\x04", "latin1"), shared, name, packed);
    directory.push(record, name);
    offset += 4 + shared.length + name.length + packed.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(sorted.length, 8);
  end.writeUInt16LE(sorted.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listing, end]);
}
