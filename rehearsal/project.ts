import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, parse, parseDocument } from "yaml";
import { stackFileName, stackNames } from "../domain/config/stacks.ts";
import { isE164 } from "../domain/contract/e164.ts";
import { root } from "./paths.ts";

/**
 * A copy of the project as `pulumi` sees it: Pulumi.yaml and the stack files, with the program and the providers of this checkout.
 * A rehearsal edits stack files in the copy, so the repository's files stay unchanged.
 */
export class RehearsalProject {
  readonly dir: string;
  readonly #stacksFrom: string;

  constructor(dir: string, stacksFrom = join(root, "stacks")) {
    this.dir = dir;
    this.#stacksFrom = stacksFrom;
    this.restore();
  }

  /** Replaces the copy by this checkout's current files. */
  restore(): void {
    const dir = this.dir;
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(join(dir, "stacks"), { recursive: true });
    cpSync(this.#stacksFrom, join(dir, "stacks"), { recursive: true });
    // The stack files name them to editors.
    cpSync(join(root, "schemas"), join(dir, "schemas"), { recursive: true });
    const project = parseDocument(readFileSync(join(root, "Pulumi.yaml"), "utf8"));
    project.set("main", join(root, String(project.get("main"))));
    for (const kind of ["languages", "providers"]) {
      const plugins = project.getIn(["plugins", kind]) as { items: unknown[] };
      for (const plugin of plugins.items) if (isMap(plugin)) plugin.set("path", join(root, String(plugin.get("path"))));
    }
    writeFileSync(join(dir, "Pulumi.yaml"), project.toString());
  }

  /** Returns the path of a stack's file in this copy. */
  stackFile(stack: string): string {
    return join(this.dir, "stacks", stackFileName(stack));
  }

  /** Returns the paths of all stack files in this copy. */
  stackFiles(): string[] {
    return stackNames(join(this.dir, "stacks")).map((stack) => this.stackFile(stack));
  }

  /** Edits a stack file as text. Returns each changed line, before and after. */
  edit(stack: string, change: (text: string) => string): { line: number; before: string; after: string }[] {
    const path = this.stackFile(stack);
    const before = readFileSync(path, "utf8");
    const after = change(before);
    writeFileSync(path, after);
    const [old, now] = [before.split("\n"), after.split("\n")];
    return now.flatMap((text, i) => (text === old[i] ? [] : [{ line: i + 1, before: old[i] ?? "", after: text }]));
  }

  /** Returns the regions of the stack files, each with its AWS Region and webhook domain. Skips files of invalid YAML. */
  regions(): { readonly id: string; readonly awsRegion: string; readonly domain: string }[] {
    return this.stackFiles().flatMap((path) => {
      const config = mapOf(mapOf(contentOf(readFileSync(path, "utf8"))).config);
      const { id, webhook } = mapOf(config["aybiza:region"]);
      const awsRegion = config["aws:region"];
      if (typeof id !== "string" || typeof awsRegion !== "string") return [];
      return { id, awsRegion, domain: String(mapOf(webhook).domain) };
    });
  }

  /** Returns the AWS Regions that may serve a host: that of its webhook domain, else all of the stack files. */
  awsRegionsOf(host: string): string[] {
    const regions = this.regions();
    const own = regions.filter(({ domain }) => domain === host);
    return [...new Set((own.length > 0 ? own : regions).map(({ awsRegion }) => awsRegion))];
  }

  /** Returns the tenants' own Twilio accounts that the stack files name. Skips files of invalid YAML, which the config loader reports. */
  twilioAccounts(): OwnAccount[] {
    return stackNames(join(this.dir, "stacks")).flatMap((stack) =>
      accountsIn(stack, readFileSync(this.stackFile(stack), "utf8")),
    );
  }
}

/** A tenant's own Twilio account, as its stack file describes it. */
export interface OwnAccount {
  readonly stack: string;
  readonly tenant: string;
  /** The tenant's name. */
  readonly name: string;
  readonly sid: string;
  /** The numbers that the file adopts from the account, E.164. */
  readonly numbers: readonly string[];
  /** The file's `encryptionsalt`. */
  readonly salt: string;
  /** The account's credentials. Each encrypted one is the value under `secure:`. */
  readonly secrets: Readonly<Partial<Record<"apiKeySecret" | "apiKeySid" | "authToken", string>>>;
}

function accountsIn(stack: string, text: string): OwnAccount[] {
  const { config, encryptionsalt } = mapOf(contentOf(text));
  const { id, name } = mapOf(mapOf(config)["aybiza:tenant"]);
  const numbers = Object.entries(mapOf(mapOf(config)["aybiza:numbers"]));
  return Object.entries(mapOf(mapOf(config)["aybiza:connections"])).flatMap(([connection, value]) => {
    const { type, accountSid } = mapOf(value);
    if (type !== "twilio" || !/^AC[0-9a-f]{32}$/.test(String(accountSid))) return [];
    const adopted = numbers.filter(([number, entry]) => {
      const { buy, transferFrom, connection: own } = mapOf(entry);
      return isE164(number) && own === connection && buy === undefined && transferFrom === undefined;
    });
    const credentials = mapOf(mapOf(mapOf(config)["twilio:credentials"])[String(accountSid)]);
    const secrets = Object.entries(credentials).map(([key, value]) => [key, String(mapOf(value).secure ?? value)]);
    return [
      {
        ...{ stack, tenant: String(id), name: String(name ?? id), sid: String(accountSid) },
        ...{
          numbers: adopted.map(([number]) => number),
          salt: String(encryptionsalt),
          secrets: Object.fromEntries(secrets),
        },
      },
    ];
  });
}

function contentOf(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** Returns a YAML value as a map; empty if it is of another type. */
const mapOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
