import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Layout } from "../../launch/layout.mjs";
import { put, room } from "../../launch/testing/room.ts";
import type { RunOptions } from "../run.mjs";
import { findSharedCache, type SharedCache } from "../shared-cache.mjs";
import { programs, project, saying } from "../testing/project.ts";
import { pulumiCli } from "./pulumi-cli.mjs";

/** Returns the content of a fake program: the version that it reports. */
const binary = (version: string) => `ELF ${version}`;

/**
 * Creates a machine with such fake programs. `download` and `build` set the results of the two ways to install a CLI.
 */
function machine(
  layout: Layout,
  { download = "", build = "", path: PATH = "/nowhere", refusal = "get.pulumi.com can't be reached (ENOTFOUND)" } = {},
) {
  return {
    env: { PATH } as NodeJS.ProcessEnv,
    cache: undefined as SharedCache | undefined,
    ...programs((command, args, options: RunOptions) => {
      if (command === layout.node) {
        if (!download) return { code: 1, output: refusal };
        put(path.join(args[2]!, "bin"), {
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
const nobody = () => ({ home: room() });
const ours = "#!/bin/sh\n# ours\n";

describe("the Pulumi CLI", () => {
  test("that is there and runs is taken; the next set-up only looks at the file", async () => {
    const layout = project();
    put(layout.pulumiBin, { pulumi: binary("3.259.0") });
    const tools = machine(layout);
    const step = pulumiCli(layout, tools, nobody());
    expect(step.isDone()).toBe(false);
    expect(await step.work(saying())).toBe("Pulumi CLI 3.259.0, already installed");
    expect(step.isDone()).toBe(true);
    expect(readFileSync(layout.languageHost, "utf8")).toBe(ours);
  });

  test("is downloaded, with the official language host", async () => {
    const layout = project();
    const step = pulumiCli(layout, machine(layout, { download: "3.259.0" }), nobody());
    expect(await step.work(saying())).toBe("Pulumi CLI 3.259.0, downloaded");
    expect(readFileSync(layout.languageHost, "utf8")).toBe("ELF official");
    expect(readdirSync(layout.pulumiBin).sort()).toEqual(["pulumi", "pulumi-language-nodejs"]);
    expect(step.isDone()).toBe(true);
  });

  test("is built where the download doesn't come about, with this project's language host, and progress", async () => {
    const layout = project();
    const tools = machine(layout, { build: "3.259.0", path: goOnPath() });
    const said = saying();
    expect(await pulumiCli(layout, tools, nobody()).work(said)).toBe("Pulumi CLI 3.259.0, built with Go");
    expect(said.said.slice(-3)).toEqual([
      "building it with Go: 1 module fetched",
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
    expect(await pulumiCli(layout, tools, nobody()).work(saying())).toMatch(/built with Go$/);
    expect(tools.calls.filter((call) => call.includes("pulumi-download"))).toEqual([]);
  });

  test.each([
    ["doesn't run any more", "ELF"],
    ["still runs", `${binary("3.259.0")} and something else`],
  ])("whose file was spoilt is brought again, also where it %s", async (_, spoilt) => {
    const layout = project();
    const step = pulumiCli(layout, machine(layout, { download: "3.259.0" }), nobody());
    await step.work(saying());
    writeFileSync(layout.pulumi, spoilt);
    expect(step.isDone()).toBe(false);
    expect(await step.work(saying())).toBe("Pulumi CLI 3.259.0, downloaded");
    expect(readFileSync(layout.pulumi, "utf8")).toBe(binary("3.259.0"));
  });

  test("of another version is brought again", async () => {
    const layout = project();
    put(layout.pulumiBin, { pulumi: binary("3.258.0") });
    const step = pulumiCli(layout, machine(layout, { download: "3.259.0" }), nobody());
    expect(await step.work(saying())).toBe("Pulumi CLI 3.259.0, downloaded");
  });

  test("that a user has is copied with its language host, and left as it was", async () => {
    const layout = project();
    const home = room({ ".pulumi/bin/pulumi": binary("3.259.0"), ".pulumi/bin/pulumi-language-nodejs": "ELF theirs" });
    const step = pulumiCli(layout, machine(layout), { home });
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
    expect(await pulumiCli(layout, tools, { home }).work(saying())).toMatch(/built with Go$/);
  });

  test("that can neither be downloaded nor built is reported, with every way to get it", async () => {
    const layout = project();
    const step = pulumiCli(layout, machine(layout), nobody());
    const error = await step.work(saying()).catch((thrown) => thrown);
    expect(error.message).toBe(
      "The Pulumi CLI 3.259.0 can't be downloaded (get.pulumi.com can't be reached (ENOTFOUND)) or built (Go 1.25.11 or newer is missing)",
    );
    expect(error.fix.join("\n")).toMatch(/https:\/\/get\.pulumi\.com[\s\S]*https:\/\/go\.dev\/dl\/[\s\S]*on the path/);
  });

  test("whose build fails leaves nothing that could be taken for a CLI, and shows what Go said", async () => {
    const layout = project();
    const step = pulumiCli(layout, machine(layout, { path: goOnPath() }), nobody());
    await expect(step.work(saying())).rejects.toMatchObject({
      message: "Building the Pulumi CLI failed (go exited with 1)",
      output: "checksum mismatch",
    });
    expect(readdirSync(layout.pulumiBin)).toEqual([]);
    expect(step.isDone()).toBe(false);
  });

  test("gets its launcher anew when the project's has changed", async () => {
    const layout = project();
    put(layout.pulumiBin, { pulumi: binary("3.259.0") });
    const step = pulumiCli(layout, machine(layout), nobody());
    await step.work(saying());
    put(layout.root, { "launch/language-host/pulumi-language-nodejs.sh": "#!/bin/sh\n# newer\n" });
    expect(step.isDone()).toBe(false);
    await step.work(saying());
    expect(readFileSync(layout.languageHost, "utf8")).toBe("#!/bin/sh\n# newer\n");
    rmSync(layout.languageHost);
    expect(step.isDone()).toBe(false);
  });
});

describe("a CLI that clones share", () => {
  const shared = () => findSharedCache({ AYBIZA_CACHE: path.join(room(), "cache") });
  const clone = (cache: SharedCache, options: Parameters<typeof machine>[1] = {}) => {
    const layout = project();
    const tools = machine(layout, options);
    tools.cache = cache;
    return { layout, tools, step: pulumiCli(layout, tools, nobody()) };
  };

  test.each([
    ["downloaded", { download: "3.259.0" }, "ELF official"],
    ["built with Go", { build: "3.259.0" }, ours],
  ])("was %s once; the second clone copies it", async (came, brought, host) => {
    const cache = shared();
    const options = { ...brought, path: goOnPath() };
    expect(await clone(cache, options).step.work(saying())).toBe(`Pulumi CLI 3.259.0, ${came}`);
    const second = clone(cache);
    expect(await second.step.work(saying())).toBe(`Pulumi CLI 3.259.0, from the shared cache, ${came}`);
    expect(second.tools.calls).toEqual(["pulumi version"]);
    expect(readFileSync(second.layout.languageHost, "utf8")).toBe(host);
    expect(second.step.isDone()).toBe(true);
  });

  test("and that was spoilt is refused, thrown away and brought again", async () => {
    const cache = shared();
    await clone(cache, { download: "3.259.0" }).step.work(saying());
    const entry = path.join(cache.folder!, "pulumi", `3.259.0-${process.platform}-${process.arch}`);
    writeFileSync(path.join(entry, "pulumi"), `${binary("3.259.0")} and something else`);
    const second = clone(cache, { download: "3.259.0" });
    const said = saying();
    expect(await second.step.work(said)).toBe("Pulumi CLI 3.259.0, downloaded");
    expect(said.said[0]).toBe(
      "discarded the shared cache's copy (pulumi has another digest than its record); installing it again",
    );
    expect(readFileSync(second.layout.pulumi, "utf8")).toBe(binary("3.259.0"));
    expect(readFileSync(path.join(entry, "pulumi"), "utf8")).toBe(binary("3.259.0"));
  });

  test("is built once by two set-ups at the same time", async () => {
    const cache = shared();
    const options = { build: "3.259.0", path: goOnPath() };
    const both = [clone(cache, options), clone(cache, options)];
    const did = await Promise.all(both.map(({ step }) => step.work(saying())));
    expect(did.sort()).toEqual([
      "Pulumi CLI 3.259.0, built with Go",
      "Pulumi CLI 3.259.0, from the shared cache, built with Go",
    ]);
    expect(both.flatMap(({ tools }) => tools.calls).filter((call) => call.startsWith("go build"))).toHaveLength(1);
  });

  test("isn't taken as a download where a build is asked for", async () => {
    const cache = shared();
    await clone(cache, { download: "3.259.0" }).step.work(saying());
    const second = clone(cache, { build: "3.259.0", path: goOnPath() });
    second.tools.env.AYBIZA_PULUMI_CLI = "build";
    expect(await second.step.work(saying())).toBe("Pulumi CLI 3.259.0, built with Go");
  });
});

test("the build is of the version of the npm package, and go.sum holds its hash", () => {
  const folder = path.resolve(import.meta.dirname, "../pulumi-cli");
  const root = path.resolve(import.meta.dirname, "../..");
  const { pulumi } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).dependencies;
  const goMod = readFileSync(path.join(folder, "go.mod"), "utf8");
  for (const module of ["pkg/v3", "sdk/v3"]) expect(goMod).toContain(`github.com/pulumi/pulumi/${module} v${pulumi}\n`);
  expect(readFileSync(path.join(folder, "go.sum"), "utf8")).toContain(`github.com/pulumi/pulumi/pkg/v3 v${pulumi} h1:`);
  expect(existsSync(path.join(root, "node_modules/pulumi/run.js"))).toBe(true);
});
