import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Layout } from "../layout.mjs";
import type { RunOptions } from "../process.mjs";
import { programs, project, put, room, saying } from "../room.ts";
import { downloadAnswers, pulumiCli } from "./pulumi-cli.mjs";

/** A file that stands for a program which says a version: its contents are the version. */
const binary = (version: string) => `ELF ${version}`;

/**
 * A machine on which programs are such files. `download` and `build` say what comes of the two ways to bring a CLI.
 */
function machine(layout: Layout, { download = "", build = "", path: PATH = "/nowhere" } = {}) {
  return {
    env: { PATH } as NodeJS.ProcessEnv,
    ...programs((command, args, options: RunOptions) => {
      if (command === layout.node) {
        if (!download) return { code: 1 };
        put(path.join(options.env?.PULUMI_HOME ?? "", "versions", layout.pulumiVersion, "bin"), {
          pulumi: binary(download),
          "pulumi-language-nodejs": "ELF official",
        });
        return {};
      }
      if (path.basename(command) === "go") {
        if (args[0] === "env") return { stdout: "go1.26.0\nlocal\n" };
        if (args[0] === "list") {
          options.onLine?.("go: downloading github.com/a/b v1.0.0");
          return { stdout: "a/b\nc/d\n" };
        }
        if (!build) return { code: 1, output: "checksum mismatch" };
        options.onLine?.("a/b");
        writeFileSync(args[args.indexOf("-o") + 1]!, binary(build));
        return {};
      }
      const said = /^ELF (\S+)/.exec(readFileSync(command, "utf8"))?.[1];
      return said ? { stdout: `v${said}\n` } : { code: 126, output: "exec format error" };
    }),
  };
}

const goOnPath = () => room({ go: "#!/bin/sh\n" });
const answers = async () => true;
const blocked = async () => false;
const nobody = () => ({ home: room() });
const ours = "#!/bin/sh\n# ours\n";

describe("the Pulumi CLI", () => {
  test("that is there and runs is taken; the next set-up only looks at the file", async () => {
    const layout = project();
    put(layout.pulumiBin, { pulumi: binary("3.259.0") });
    const tools = machine(layout);
    const step = pulumiCli(layout, tools, { ...nobody(), answers: blocked });
    expect(step.isDone()).toBe(false);
    expect(await step.work(saying())).toBe("Pulumi CLI 3.259.0, was there");
    expect(step.isDone()).toBe(true);
    expect(readFileSync(layout.languageHost, "utf8")).toBe(ours);
  });

  test("is downloaded by the npm package, with the official language host", async () => {
    const layout = project();
    const step = pulumiCli(layout, machine(layout, { download: "3.259.0" }), { ...nobody(), answers });
    expect(await step.work(saying())).toBe("Pulumi CLI 3.259.0, downloaded");
    expect(readFileSync(layout.languageHost, "utf8")).toBe("ELF official");
    expect(readdirSync(layout.pulumiBin).sort()).toEqual(["pulumi", "pulumi-language-nodejs"]);
    expect(step.isDone()).toBe(true);
  });

  test.each([
    ["can't be reached", blocked],
    ["breaks off", answers],
  ])("is built where the download %s, with this project's language host, and progress", async (_, reach) => {
    const layout = project();
    const tools = machine(layout, { build: "3.259.0", path: goOnPath() });
    const said = saying();
    expect(await pulumiCli(layout, tools, { ...nobody(), answers: reach }).work(said)).toBe(
      "Pulumi CLI 3.259.0, built with Go",
    );
    expect(said.said.slice(-3)).toEqual([
      "building it with Go: 1 modules fetched",
      "building it with Go: 2 packages",
      "building it with Go: 1 of 2 packages",
    ]);
    expect(readFileSync(layout.languageHost, "utf8")).toBe(ours);
    const build = tools.calls.find((call) => call.startsWith("go build"));
    expect(build).toContain("-trimpath -mod=readonly");
    expect(build).toContain("version.Version=v3.259.0");
  });

  test("is built without a try to download it where that is asked for", async () => {
    const layout = project();
    const tools = machine(layout, { download: "3.259.0", build: "3.259.0", path: goOnPath() });
    tools.env.AYBIZA_PULUMI_CLI = "build";
    const unasked = () => Promise.reject(new Error("nothing is asked of the network"));
    expect(await pulumiCli(layout, tools, { ...nobody(), answers: unasked }).work(saying())).toMatch(/built with Go$/);
  });

  test.each([
    ["doesn't run any more", "ELF"],
    ["still runs", `${binary("3.259.0")} and something else`],
  ])("whose file was spoilt is brought again, also where it %s", async (_, spoilt) => {
    const layout = project();
    const step = pulumiCli(layout, machine(layout, { download: "3.259.0" }), { ...nobody(), answers });
    await step.work(saying());
    writeFileSync(layout.pulumi, spoilt);
    expect(step.isDone()).toBe(false);
    expect(await step.work(saying())).toBe("Pulumi CLI 3.259.0, downloaded");
    expect(readFileSync(layout.pulumi, "utf8")).toBe(binary("3.259.0"));
  });

  test("of another version is brought again", async () => {
    const layout = project();
    put(layout.pulumiBin, { pulumi: binary("3.258.0") });
    const step = pulumiCli(layout, machine(layout, { download: "3.259.0" }), { ...nobody(), answers });
    expect(await step.work(saying())).toBe("Pulumi CLI 3.259.0, downloaded");
  });

  test("that a user has is copied with its language host, and left as it was", async () => {
    const layout = project();
    const home = room({ ".pulumi/bin/pulumi": binary("3.259.0"), ".pulumi/bin/pulumi-language-nodejs": "ELF theirs" });
    const step = pulumiCli(layout, machine(layout), { home, answers: blocked });
    expect(await step.work(saying())).toBe(`Pulumi CLI 3.259.0, copied from ${home}/.pulumi/bin/pulumi`);
    expect(readFileSync(layout.languageHost, "utf8")).toBe("ELF theirs");
    expect(readdirSync(path.join(home, ".pulumi"))).toEqual(["bin"]);
    expect(readdirSync(path.join(home, ".pulumi/bin")).sort()).toEqual(["pulumi", "pulumi-language-nodejs"]);
  });

  test("that a user has in another version, or as a script on the path, is not", async () => {
    const layout = project();
    const home = room({ ".pulumi/bin/pulumi": binary("3.100.0") });
    const shim = room({ pulumi: "#!/bin/sh\necho v3.259.0\n" });
    const tools = machine(layout, { build: "3.259.0", path: `${shim}:${goOnPath()}` });
    expect(await pulumiCli(layout, tools, { home, answers: blocked }).work(saying())).toMatch(/built with Go$/);
  });

  test("that can neither be downloaded nor built is told, with every way to get it", async () => {
    const layout = project();
    const step = pulumiCli(layout, machine(layout), { ...nobody(), answers: blocked });
    const error = await step.work(saying()).catch((thrown) => thrown);
    expect(error.message).toBe(
      "The Pulumi CLI 3.259.0 can't be downloaded (get.pulumi.com can't be reached), and to build it Go 1.25.11 or newer is missing",
    );
    expect(error.fix.join("\n")).toMatch(/https:\/\/get\.pulumi\.com[\s\S]*https:\/\/go\.dev\/dl\/[\s\S]*on the path/);
  });

  test("whose build fails leaves nothing that could be taken for a CLI, and shows what Go said", async () => {
    const layout = project();
    const step = pulumiCli(layout, machine(layout, { path: goOnPath() }), { ...nobody(), answers: blocked });
    await expect(step.work(saying())).rejects.toMatchObject({
      message: "Building the Pulumi CLI failed (go's exit code 1)",
      output: "checksum mismatch",
    });
    expect(readdirSync(layout.pulumiBin)).toEqual([]);
    expect(step.isDone()).toBe(false);
  });

  test("gets its launcher anew when the project's has changed", async () => {
    const layout = project();
    put(layout.pulumiBin, { pulumi: binary("3.259.0") });
    const step = pulumiCli(layout, machine(layout), { ...nobody(), answers: blocked });
    await step.work(saying());
    put(layout.root, { "toolchain/language-host/pulumi-language-nodejs.sh": "#!/bin/sh\n# newer\n" });
    expect(step.isDone()).toBe(false);
    await step.work(saying());
    expect(readFileSync(layout.languageHost, "utf8")).toBe("#!/bin/sh\n# newer\n");
    rmSync(layout.languageHost);
    expect(step.isDone()).toBe(false);
  });
});

describe("whether the download answers", () => {
  test("yes", async () => expect(await downloadAnswers(async () => new Response("", { status: 200 }))).toBe(true));
  test("refused by a proxy", async () =>
    expect(await downloadAnswers(async () => new Response("", { status: 403 }))).toBe(false));
  test("no network", async () =>
    expect(await downloadAnswers(() => Promise.reject(new TypeError("fetch failed")))).toBe(false));
});

test("the build is of the version of the npm package, and go.sum holds its hash", () => {
  const folder = path.resolve(import.meta.dirname, "../pulumi-cli");
  const root = path.resolve(import.meta.dirname, "../..");
  const { pulumi } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).dependencies;
  expect(readFileSync(path.join(folder, "go.mod"), "utf8")).toContain(`github.com/pulumi/pulumi/pkg/v3 v${pulumi}\n`);
  expect(readFileSync(path.join(folder, "go.sum"), "utf8")).toContain(`github.com/pulumi/pulumi/pkg/v3 v${pulumi} h1:`);
  expect(existsSync(path.join(root, "node_modules/pulumi/run.js"))).toBe(true);
});
