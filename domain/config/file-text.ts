/** A file's text, or what is wrong with its bytes. */
export type FileText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly line?: number; readonly message: string; readonly fix: string };

const SAVE_AS_UTF8 = "save the file as UTF-8";

/** Decodes a stack file. Only UTF-8 is accepted, with or without a byte order mark, as the engine reads it. */
export function decodeFile(bytes: Uint8Array): FileText {
  const encoding = utf16Of(bytes);
  if (encoding !== undefined)
    return { ok: false, message: `the file is ${encoding}, not UTF-8; stack files are UTF-8`, fix: SAVE_AS_UTF8 };
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const line = firstBadLine(bytes);
    return { ok: false, line, message: `line ${line} isn't valid UTF-8; stack files are UTF-8`, fix: SAVE_AS_UTF8 };
  }
  if (text.trim() === "") {
    const what = text === "" ? "the file is empty" : "the file has only blank lines";
    return { ok: false, message: what, fix: "restore it (`git checkout -- <file>`), or remove the file" };
  }
  const nul = text.indexOf("\0");
  if (nul >= 0) {
    const line = text.slice(0, nul).split("\n").length;
    return {
      ok: false,
      line,
      message: `line ${line} holds a NUL character (U+0000), which YAML doesn't allow`,
      fix: "remove the character",
    };
  }
  return { ok: true, text };
}

/** UTF-16, by its byte order mark or by the zero bytes between ASCII characters. */
function utf16Of(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return "UTF-16 (little-endian)";
  if (a === 0xfe && b === 0xff) return "UTF-16 (big-endian)";
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return "UTF-16 (little-endian, without a byte order mark)";
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return "UTF-16 (big-endian, without a byte order mark)";
  return undefined;
}

/** Decodes line by line: a line feed is never part of a longer UTF-8 sequence. */
function firstBadLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (let line = 1, start = 0; ; line++) {
    const end = bytes.indexOf(0x0a, start);
    try {
      decoder.decode(bytes.subarray(start, end < 0 ? undefined : end));
    } catch {
      return line;
    }
    if (end < 0) return line;
    start = end + 1;
  }
}
