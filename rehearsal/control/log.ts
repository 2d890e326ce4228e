import { appendFileSync, closeSync, openSync, readSync } from "node:fs";

/** The parts of a world that write logs. */
export const PARTS = ["world", "engine", "twilio", "network", "handlers", "aws"] as const;
export type Part = (typeof PARTS)[number];

/** A log entry of one part. */
export interface LogEntry {
  /** Time in ISO 8601. */
  readonly at: string;
  readonly part: Part;
  readonly level: "info" | "warn" | "error";
  readonly text: string;
  readonly callSid?: string;
}

/** Minimum length in characters of a masked secret. Shorter values (such as "test") aren't secret and would mask ordinary words. */
const SHORTEST_SECRET = 8;

/** Writes a world's log file, with the world's secrets masked. */
export class WorldLog {
  readonly #file: string;
  readonly #secrets: () => Iterable<string>;

  constructor(file: string, secrets: () => Iterable<string>) {
    this.#file = file;
    this.#secrets = secrets;
  }

  write(part: Part, text: string, more: { level?: LogEntry["level"]; at?: Date; callSid?: string } = {}): void {
    const { level = "info", at = new Date(), callSid } = more;
    const entry: LogEntry = {
      at: at.toISOString(),
      part,
      level,
      text: withoutSecrets(text, this.#secrets()),
      ...(callSid === undefined ? {} : { callSid }),
    };
    appendFileSync(this.#file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
  }
}

/** Replaces each secret in a text by `[secret]`. */
export function withoutSecrets(text: string, secrets: Iterable<string>): string {
  let clean = text;
  for (const secret of secrets)
    if (secret.length >= SHORTEST_SECRET) {
      clean = clean.replaceAll(secret, "[secret]");
      clean = clean.replaceAll(encodeURIComponent(secret), "[secret]");
    }
  return clean;
}

/** Reads the new lines of a growing text file. */
export class FileTail {
  readonly #file: string;
  #position = 0;
  #rest = "";

  constructor(file: string) {
    this.#file = file;
  }

  /** Returns the complete lines added since the last call; none if the file doesn't exist. */
  next(): string[] {
    const lines = (this.#rest + this.#read()).split("\n");
    this.#rest = lines.pop() ?? "";
    return lines.filter((line) => line !== "");
  }

  #read(): string {
    let file: number;
    try {
      file = openSync(this.#file, "r");
    } catch {
      return "";
    }
    try {
      const chunks: Buffer[] = [];
      const buffer = Buffer.alloc(64 * 1024);
      for (;;) {
        const size = readSync(file, buffer, 0, buffer.length, this.#position);
        if (size === 0) return Buffer.concat(chunks).toString("utf8");
        chunks.push(Buffer.from(buffer.subarray(0, size)));
        this.#position += size;
      }
    } finally {
      closeSync(file);
    }
  }
}

/** Returns the entries added to a log file since the last call. */
export function nextEntries(tail: FileTail): LogEntry[] {
  return tail.next().flatMap((line) => {
    try {
      return [JSON.parse(line) as LogEntry];
    } catch {
      return []; // a killed world left a partial line
    }
  });
}
