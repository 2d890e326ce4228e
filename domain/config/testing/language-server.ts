import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** A mark of the editor at a place of a file. Lines count from 1. */
export interface Mark {
  readonly line: number;
  readonly message: string;
}

/** A completion that the editor offers: what it inserts, and what it says about it. */
export interface Offer {
  readonly label: string;
  readonly documentation: string;
}

interface Place {
  readonly line: number;
  readonly character: number;
}

/**
 * The YAML language server that editors use (VS Code's YAML extension, Neovim, Helix, JetBrains by plugin), over its stdio protocol. It reads schemas
 * from this machine only: its catalogue of public schemas is off.
 */
export class LanguageServer {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, (result: never) => void>();
  readonly #marks = new Map<string, (marks: Mark[]) => void>();
  #buffer = Buffer.alloc(0);
  #id = 0;

  private constructor() {
    const main = createRequire(import.meta.url).resolve("yaml-language-server/bin/yaml-language-server");
    this.#process = spawn(process.execPath, [main, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.#process.stdout!.on("data", (chunk: Buffer) => this.#read(chunk));
  }

  static async start(): Promise<LanguageServer> {
    const server = new LanguageServer();
    const documentation = { documentationFormat: ["markdown"], snippetSupport: true };
    const textDocument = {
      completion: { completionItem: documentation },
      hover: { contentFormat: ["markdown"] },
      publishDiagnostics: {},
    };
    await server.#ask("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities: { textDocument, workspace: { configuration: true } },
    });
    server.#tell("initialized", {});
    return server;
  }

  /** Opens a text under a path, and returns the editor's marks. */
  async open(path: string, text: string): Promise<Mark[]> {
    const uri = pathToFileURL(path).href;
    const marks = new Promise<Mark[]>((done) => this.#marks.set(uri, done));
    this.#tell("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
    return marks;
  }

  close(path: string): void {
    this.#tell("textDocument/didClose", { textDocument: { uri: pathToFileURL(path).href } });
  }

  readonly completions = async (path: string, position: Place): Promise<Offer[]> => {
    const textDocument = { uri: pathToFileURL(path).href };
    const list = await this.#ask<{ items: { label: string; documentation?: string | { value: string } }[] }>(
      "textDocument/completion",
      { textDocument, position },
    );
    return list.items.map(({ label, documentation = "" }) => ({
      label,
      documentation: typeof documentation === "string" ? documentation : documentation.value,
    }));
  };

  /** The text of the hover at a place; empty without one. */
  readonly hover = async (path: string, position: Place): Promise<string> => {
    const textDocument = { uri: pathToFileURL(path).href };
    const found = await this.#ask<{ contents: { value: string } } | null>("textDocument/hover", {
      textDocument,
      position,
    });
    return found?.contents.value ?? "";
  };

  async stop(): Promise<void> {
    const ended = new Promise((done) => this.#process.once("exit", done));
    await this.#ask("shutdown", null);
    this.#tell("exit", null);
    await ended;
  }

  #ask<T>(method: string, params: unknown): Promise<T> {
    const id = ++this.#id;
    const answer = new Promise<T>((done) => this.#waiting.set(id, done as (result: never) => void));
    this.#send({ id, method, params });
    return answer;
  }

  #tell(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  #send(message: object): void {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#process.stdin!.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #read(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const end = this.#buffer.indexOf("\r\n\r\n");
      const length = /Content-Length: (\d+)/i.exec(this.#buffer.subarray(0, Math.max(end, 0)).toString())?.[1];
      if (length === undefined || this.#buffer.length < end + 4 + Number(length)) return;
      const body = this.#buffer.subarray(end + 4, end + 4 + Number(length)).toString();
      this.#buffer = this.#buffer.subarray(end + 4 + Number(length));
      this.#receive(JSON.parse(body));
    }
  }

  // biome-ignore lint/suspicious/noExplicitAny: messages of the protocol have many shapes
  #receive(message: any): void {
    const { id, method, params, result } = message;
    if (method === undefined) {
      this.#waiting.get(id)?.(result as never);
      this.#waiting.delete(id);
    } else if (method === "workspace/configuration") {
      const yaml = { validate: true, hover: true, completion: true, schemaStore: { enable: false } };
      const settings = params.items.map(({ section }: { section: string }) => (section === "yaml" ? yaml : null));
      this.#send({ id, result: settings });
    } else if (method === "textDocument/publishDiagnostics") {
      const marks = params.diagnostics.map((one: { range: { start: Place }; message: string }) => ({
        line: one.range.start.line + 1,
        message: one.message,
      }));
      this.#marks.get(params.uri)?.(marks);
    } else if (id !== undefined) this.#send({ id, result: null });
  }
}
