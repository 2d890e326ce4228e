import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, isScalar, parseDocument } from "yaml";
import { root } from "./paths.ts";

/**
 * A copy of the project as `pulumi` sees it: Pulumi.yaml and the stack files, with the program and the providers of this checkout.
 * A rehearsal changes stack files here, so those of the repository stay as they are.
 */
export class RehearsalProject {
  readonly dir: string;
  readonly #stacksFrom: string;

  constructor(dir: string, stacksFrom = join(root, "stacks")) {
    this.dir = dir;
    this.#stacksFrom = stacksFrom;
    this.restore();
  }

  /** Copies everything anew, as it stands in this checkout now. */
  restore(): void {
    const dir = this.dir;
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(join(dir, "stacks"), { recursive: true });
    cpSync(this.#stacksFrom, join(dir, "stacks"), { recursive: true });
    const project = parseDocument(readFileSync(join(root, "Pulumi.yaml"), "utf8"));
    project.set("main", join(root, String(project.get("main"))));
    for (const kind of ["languages", "providers"]) {
      const plugins = project.getIn(["plugins", kind]) as { items: unknown[] };
      for (const plugin of plugins.items) if (isMap(plugin)) plugin.set("path", join(root, String(plugin.get("path"))));
    }
    writeFileSync(join(dir, "Pulumi.yaml"), project.toString());
  }

  /** Path of a stack's file in this copy. */
  stackFile(stack: string): string {
    return join(this.dir, "stacks", `Pulumi.${stack}.yaml`);
  }

  /** Paths of all stacks' files in this copy. */
  stackFiles(): string[] {
    const dir = join(this.dir, "stacks");
    return readdirSync(dir)
      .filter((name) => /^Pulumi\..+\.yaml$/.test(name))
      .map((name) => join(dir, name));
  }

  /** Changes a stack's file as text; gives the lines that changed, old and new. */
  edit(stack: string, change: (text: string) => string): { line: number; before: string; after: string }[] {
    const path = this.stackFile(stack);
    const before = readFileSync(path, "utf8");
    const after = change(before);
    writeFileSync(path, after);
    const [old, now] = [before.split("\n"), after.split("\n")];
    return now.flatMap((text, i) => (text === old[i] ? [] : [{ line: i + 1, before: old[i] ?? "", after: text }]));
  }

  /** The Twilio accounts that the stack files name, with the numbers that they expect there. */
  twilioAccounts(): { stack: string; tenant: string; name: string; sid: string; numbers: string[] }[] {
    return ["acme-us", "birch-us"].map((stack) => {
      const config = parseDocument(readFileSync(this.stackFile(stack), "utf8"));
      const numbers = config.getIn(["config", "aybiza:numbers"]);
      return {
        stack,
        tenant: String(config.getIn(["config", "aybiza:tenant", "id"])),
        name: String(config.getIn(["config", "aybiza:tenant", "name"])),
        sid: String(config.getIn(["config", "aybiza:connections", "own", "accountSid"])),
        numbers: isMap(numbers)
          ? numbers.items.map((p) => String(isScalar(p.key) ? p.key.value : p.key)).filter((key) => key.startsWith("+"))
          : [],
      };
    });
  }
}
