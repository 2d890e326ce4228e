import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { StackDocument } from "../../domain/config/document.ts";
import { UserError } from "../../domain/user-error.ts";
import { usageError } from "../exit.ts";

const run = promisify(execFile);

/** A value that differs between a git ref and the working tree. */
export interface Change {
  readonly file: string;
  /** Place of the value: `recording.value.consent`. */
  readonly path: string;
  /** JSON of the value; undefined: there was or is none. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Folders with rules. */
const FOLDERS = ["domain/law/countries", "domain/law/unions", "domain/offers", "stacks"] as const;

/**
 * Compares the law, the offers and the regions' files of the working tree with those of a git ref.
 *
 * @param countries keeps only the law files of these countries; none: all
 * @throws UserError if the ref isn't known, or the checkout has no git
 */
export async function changesSince(root: string, ref: string, countries: readonly string[]): Promise<Change[]> {
  const git = async (...args: string[]) => (await run("git", args, { cwd: root, maxBuffer: 64 * 1024 * 1024 })).stdout;
  const commit = await git("rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT")
        throw new UserError("git-missing", "git isn't installed, so there is nothing to compare with", "install git");
      throw usageError("ref-unknown", `git knows no commit ${ref} in this checkout`, [
        "Name a branch, a tag or a commit:  ./aybiza rules --diff HEAD~1",
      ]);
    },
  );
  const old = (await git("ls-tree", "-r", "--name-only", commit.trim(), "--", ...FOLDERS)).split("\n").filter(isRules);
  const files = [...new Set([...old, ...current(root)])].sort().filter((file) => concerns(file, countries));
  const changes = await Promise.all(
    files.map(async (file) => {
      const before = old.includes(file) ? await git("show", `${commit.trim()}:${file}`) : undefined;
      const after = existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : undefined;
      return before === after ? [] : compare(file, valuesOf(file, before), valuesOf(file, after));
    }),
  );
  return changes.flat();
}

const current = (root: string): string[] =>
  FOLDERS.flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)).filter(isRules);

const isRules = (file: string) =>
  /\.json$/.test(file) ? !file.includes("/testing/") : /^stacks\/Pulumi\..+\.yaml$/.test(file);

/** Files of a region may concern any country. */
const concerns = (file: string, countries: readonly string[]): boolean =>
  countries.length === 0 ||
  !file.startsWith("domain/law/countries/") ||
  countries.some((code) => file.endsWith(`/${code}.json`));

const NOT_RULES = ["checked", "read", "$schema"];

/** The rules of a file by path, as JSON. Days of reading and formatting aren't rules; a tenant's file has none. */
function valuesOf(file: string, text: string | undefined): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const walk = (node: unknown, path: string): void => {
    if (
      Array.isArray(node)
        ? node.every((one) => one === null || typeof one !== "object")
        : node === null || typeof node !== "object"
    ) {
      values.set(path, JSON.stringify(node));
      return;
    }
    for (const [key, child] of Object.entries(node as object))
      if (!NOT_RULES.includes(key)) walk(child, path === "" ? key : `${path}.${key}`);
  };
  if (text !== undefined) walk(contentOf(file, text), "");
  return values;
}

function contentOf(file: string, text: string): unknown {
  if (file.endsWith(".yaml")) return new StackDocument(file, text).config["aybiza:region"] ?? {};
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError("rules-unreadable", `${file} isn't valid JSON`, "repair it, and run `./aybiza check`");
  }
}

function compare(file: string, before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Change[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .map((path) => ({ file, path, before: before.get(path), after: after.get(path) }));
}
