import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { put, room } from "../../launch/testing/room.ts";
import { findSharedCache, type SharedCache } from "../shared-cache.mjs";
import { programs, project, saying } from "../testing/project.ts";
import { ministack, pythonEnvironment, secondOpinions } from "./python-environment.mjs";

/** A machine with Python whose pip installs packages, or fails as without a network or with a wrong hash. */
function machine(pip = { code: 0 }, cache?: SharedCache) {
  const folder = room({ python3: "#!/bin/sh\n" });
  return {
    env: { PATH: folder },
    cache,
    ...programs((_command, args) => {
      if (args[0] === "-c") return { stdout: "3.11.7\n" };
      if (args[1] === "venv") put(args[2]!, { "bin/python": "#!/bin/sh\n" });
      if (args[2] === "download") put(args[args.indexOf("--dest") + 1]!, { "a.whl": "wheel" });
      const from = args[args.indexOf("--find-links") + 1] ?? "";
      const spoilt = args.includes("--no-index") && readFileSync(path.join(from, "a.whl"), "utf8") !== "wheel";
      if (spoilt) return { code: 1, output: "THESE PACKAGES DO NOT MATCH THE HASHES" };
      if (args[1] === "pip") return { ...pip, output: "ERROR: Could not find a version that satisfies ministack" };
      return {};
    }),
  };
}

describe("MiniStack", () => {
  test("is installed with the hash of every file, and stands until its requirements change", async () => {
    const layout = project();
    const tools = machine();
    const step = pythonEnvironment(ministack(layout), layout, tools);
    expect(step.isDone()).toBe(false);
    expect(await step.work(saying())).toBe("MiniStack 1.5.33 on Python 3.11.7");
    expect(tools.calls.at(-1)).toBe(
      `python -m pip install --require-hashes --no-deps --only-binary=:all: --no-compile -r ${path.join(layout.root, "toolchain/ministack-requirements.txt")}`,
    );
    expect(step.isDone()).toBe(true);
    put(layout.root, { "toolchain/ministack-requirements.txt": "ministack==1.5.34\n" });
    expect(step.isDone()).toBe(false);
  });

  test("is made anew after an interruption, from nothing", async () => {
    const layout = project();
    put(layout.ministack, { "bin/python": "#!/bin/sh\n", "lib/half": "half" });
    const step = pythonEnvironment(ministack(layout), layout, machine());
    expect(step.isDone()).toBe(false);
    await step.work(saying());
    expect(existsSync(path.join(layout.ministack, "lib/half"))).toBe(false);
  });

  test("that can't be installed is told with what pip said", async () => {
    const layout = project();
    const step = pythonEnvironment(ministack(layout), layout, machine({ code: 1 }));
    await expect(step.work(saying())).rejects.toMatchObject({
      message: "Installing MiniStack with pip failed (exit code 1)",
      output: "ERROR: Could not find a version that satisfies ministack",
    });
    expect(step.isDone()).toBe(false);
  });
});

test("second opinions are an environment of their own, which says Moto's version", async () => {
  const layout = project();
  const step = pythonEnvironment(secondOpinions(layout), layout, machine());
  expect(await step.work(saying())).toBe("Moto 5.2.5 on Python 3.11.7");
  expect(existsSync(path.join(layout.state, "second-opinions/bin/python"))).toBe(true);
  expect(existsSync(layout.ministack)).toBe(false);
});

describe("packages that clones share", () => {
  const verbs = (calls: string[]) => calls.flatMap((call) => /-m pip (\w+)/.exec(call)?.[1] ?? []);
  const clone = async (cache: SharedCache) => {
    const layout = project();
    const tools = machine({ code: 0 }, cache);
    await pythonEnvironment(ministack(layout), layout, tools).work(saying());
    return { layout, pip: verbs(tools.calls) };
  };

  test("are fetched once, and installed by their hashes in every clone", async () => {
    const cache = findSharedCache({ AYBIZA_CACHE: path.join(room(), "cache") });
    const first = await clone(cache);
    expect(first.pip).toEqual(["download", "install"]);
    expect(readdirSync(first.layout.state)).toEqual(["ministack"]);
    expect((await clone(cache)).pip).toEqual(["install"]);
  });

  test("are thrown away and fetched again where pip finds one that has another hash", async () => {
    const cache = findSharedCache({ AYBIZA_CACHE: path.join(room(), "cache") });
    await clone(cache);
    const [entry = ""] = readdirSync(path.join(cache.folder!, "wheels")).filter((name) => !name.endsWith(".lock"));
    const wheel = path.join(cache.folder!, "wheels", entry, "files", "a.whl");
    writeFileSync(wheel, "something else");
    expect((await clone(cache)).pip).toEqual(["install", "download", "install"]);
    expect(readFileSync(wheel, "utf8")).toBe("wheel");
  });
});
