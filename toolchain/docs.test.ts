import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, it } from "vitest";
import { root } from "../rehearsal/paths.ts";

const committed = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).trim().split("\n");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const pages = committed.filter((file) => /^(README|CONTRIBUTING)\.md$|^docs\/.*\.md$/.test(file));
/** Handwritten pages. The changelog is excluded, since it can name files that no longer exist. */
const written = pages.filter((file) => !file.startsWith("docs/packages/"));
const rooms = [...new Set(committed.filter((file) => /^\w+\//.test(file)).map((file) => file.split("/")[0]))];

/** Matches files that a page tells its reader to create. */
const EXAMPLES = /^providers\/nightline\b|^stacks\/Pulumi\.cedar-us\.yaml$/;

/** Names that look like paths or error codes, but aren't: names of other projects, an example's number, and a composed code. */
const FOREIGN = ["no-cycle", "no-restricted-paths", "openapi-backend", "desk-20", "route-schema-unknown"];

/** Returns a page's anchors, which GitHub derives from its headings: https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links */
function anchors(page: string): readonly string[] {
  const text = read(page);
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\w\s-]/g, "")
      .replace(/\s/g, "-"),
  );
  return [...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id!)];
}

/** Tells whether a link's page and section exist: `docs/operate.md#voice-errors`. */
function leads(target: string): boolean {
  const [file = "", anchor] = target.split("#");
  if (!existsSync(join(root, file))) return false;
  return anchor === undefined || anchors(file).includes(anchor);
}

it("every relative link of a page leads to a file, and to a section of it", () => {
  const broken = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link]) => link!)
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => !leads(link.startsWith("#") ? page + link : normalize(join(dirname(page), link))))
      .map((link) => `${page}: ${link}`),
  );
  expect(broken).toEqual([]);
});

it("every path of the repository that a page names exists", () => {
  const path = new RegExp(`(?<![\\w./@-])(?:${rooms.join("|")})/[\\w./*-]*\\w\\b(?!\\.?<)`, "g");
  const missing = written.flatMap((page) =>
    [...read(page).matchAll(path)]
      .map(([found]) => found)
      // For a pattern (`stacks/*.yaml`), check the folder.
      .filter((found) => !EXAMPLES.test(found) && !existsSync(join(root, found.replace(/[^/]*\*.*$/, ""))))
      .map((found) => `${page}: ${found}`),
  );
  expect(missing).toEqual([]);
});

it("every code that a page names is one of the sources'", () => {
  const sources = committed.filter((file) => /\.(ts|mjs|cjs|json|yaml|py)$/.test(file) && file !== "package-lock.json");
  const text = sources.filter((file) => existsSync(join(root, file))).map(read);
  const missing = written.flatMap((page) =>
    [...new Set([...read(page).matchAll(/`([a-z0-9]+(?:-[a-z0-9]+)+)`/g)].map(([, code]) => code!))]
      .filter((code) => !FOREIGN.includes(code) && !text.some((source) => source.includes(code)))
      .map((code) => `${page}: ${code}`),
  );
  expect(missing).toEqual([]);
});

it("every page and section that code, messages and comments name exists", () => {
  const sources = committed.filter((file) => /\.(ts|mjs|cjs|js|py)$/.test(file) && existsSync(join(root, file)));
  const missing = sources.flatMap((file) =>
    [...read(file).matchAll(/(?<![\w./-])docs\/[\w/-]+\.md(?:#[\w-]+)?/g)]
      .map(([found]) => found)
      .filter((found) => !leads(found))
      .map((found) => `${file}: ${found}`),
  );
  expect(missing).toEqual([]);
});

it("no page holds a conflict that a merge left", () => {
  expect(pages.filter((page) => /^(<{7}|>{7}) /m.test(read(page)))).toEqual([]);
});
