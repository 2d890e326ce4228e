import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { gitIn, isDirty, projectAbove } from "./work-tree.ts";

let top: string;
let project: string;
let commit: string;
const git = (...args: string[]) => execFileSync("git", args, { cwd: project, encoding: "utf8" }).trim();
const write = (file: string, text = "changed\n") => {
  mkdirSync(dirname(join(project, file)), { recursive: true });
  writeFileSync(join(project, file), text);
};

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), "aybiza-git-"));
  // The project is a subfolder of the repository, as in a monorepo.
  project = join(top, "phones");
  for (const file of ["Pulumi.yaml", "infra/main.ts", "infra/main.test.ts", "docs/deploy.md", "README.md"])
    write(file, file);
  for (const stack of ["us", "acme-us", "birch-us"]) write(`stacks/Pulumi.${stack}.yaml`, `config: {}\n# ${stack}\n`);
  write(".gitignore", "node_modules/\n");
  git("init", "--quiet");
  git("add", "--all");
  git("-c", "user.name=Ada", "-c", "user.email=ada@phones.example", "commit", "--quiet", "--message", "first");
  commit = git("rev-parse", "HEAD");
});
afterEach(() => rmSync(top, { recursive: true }));

const dirty = (of = commit, stacks = join(project, "stacks")) => {
  const repository = gitIn(project, process.env, new AbortController().signal);
  return isDirty(repository, of, { project, stacks, names: ["acme-us", "us"] });
};

it.each([
  ["nothing", () => {}],
  ["another tenant's file", () => write("stacks/Pulumi.birch-us.yaml")],
  ["a page and a test", () => ["docs/deploy.md", "README.md", "infra/main.test.ts"].map((file) => write(file))],
  ["what git ignores", () => write("node_modules/yaml/index.js")],
])("is clean where %s was changed", async (_, change) => {
  change();
  expect(await dirty()).toBe(false);
});

it.each([
  ["the stack's file", () => write("stacks/Pulumi.acme-us.yaml")],
  ["the region's file", () => write("stacks/Pulumi.us.yaml")],
  ["the program", () => write("infra/main.ts")],
  ["a file that was added", () => write("infra/new.ts")],
  ["a stack's file that is gone", () => rmSync(join(project, "stacks/Pulumi.acme-us.yaml"))],
  [
    "what is staged",
    () => {
      write("infra/main.ts");
      git("add", "--all");
    },
  ],
])("is dirty where the commit hasn't %s", async (_, change) => {
  change();
  expect(await dirty()).toBe(true);
});

it("compares the files that are deployed, also where they are copies", async () => {
  const copies = join(top, "copies");
  cpSync(join(project, "stacks"), copies, { recursive: true });
  expect(await dirty(commit, copies)).toBe(false);
  writeFileSync(join(copies, "Pulumi.acme-us.yaml"), "changed\n");
  expect(await dirty(commit, copies)).toBe(true);
});

it("doesn't know of a commit that the repository doesn't have", async () => {
  expect(await dirty("c0ffee0123456789c0ffee0123456789c0ffee01")).toBe(undefined);
});

it("finds the project from the folder that the engine gives its plugins", () => {
  expect(projectAbove(join(project, "infra"))).toBe(project);
  expect(projectAbove("/")).toBe(undefined);
});
