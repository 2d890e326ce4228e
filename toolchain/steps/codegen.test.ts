import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Layout } from "../../launch/layout.mjs";
import { put, room } from "../../launch/testing/room.ts";
import { findSharedCache, type SharedCache } from "../shared-cache.mjs";
import { programs, project, saying } from "../testing/project.ts";
import { codegen } from "./codegen.mjs";

/** Creates a clone with a built CLI, on a machine whose Go builds programs or fails. */
function clone({ cache, go = true, code = 0 }: { cache?: SharedCache; go?: boolean; code?: number } = {}) {
  const layout: Layout = project();
  put(layout.pulumiBin, { pulumi: "ELF", "pulumi-language-nodejs": "#!/bin/sh\n" });
  const tools = {
    env: { PATH: go ? room({ go: "#!/bin/sh\n" }) : "/nowhere" },
    cache,
    ...programs((_command, args) => {
      if (args[0] === "env") return { stdout: "go1.26.0\nlocal\n" };
      if (args[0] === "build" && code === 0) writeFileSync(args[args.indexOf("-o") + 1]!, "ELF generator");
      return { code: args[0] === "build" ? code : 0 };
    }),
  };
  return { layout, tools, step: codegen(layout, tools) };
}

describe("the code generator", () => {
  test("is built once, and stands until what it is built from changes", async () => {
    const { layout, tools, step } = clone();
    expect(step.isDone()).toBe(false);
    expect(await step.work(saying())).toBe("code generator, built with Go");
    expect(tools.calls.at(-1)).toMatch(/^go build .*-mod=readonly -buildvcs=false .* \.\/codegen$/);
    expect(step.isDone()).toBe(true);
    put(layout.root, { "toolchain/pulumi-cli/codegen/main.go": "package main // newer\n" });
    expect(step.isDone()).toBe(false);
  });

  test("isn't needed beside an official language host", () => {
    const { layout, step } = clone();
    put(layout.pulumiBin, { "pulumi-language-nodejs": "ELF official" });
    expect(step.isDone()).toBe(true);
  });

  test("is skipped without Go, until Go is installed", async () => {
    const { tools, step } = clone({ go: false });
    expect(await step.work(saying())).toBe(
      "no code generator: Go 1.25.11 or newer is missing (run `pulumi import` with --generate-code=false)",
    );
    expect(step.isDone()).toBe(true);
    tools.env.PATH = room({ go: "#!/bin/sh\n" });
    expect(step.isDone()).toBe(false);
  });

  test("whose build fails stops nothing, and is tried again by the next set-up", async () => {
    const { layout, step } = clone({ code: 1 });
    expect(await step.work(saying())).toBe("no code generator: Building the code generator failed (go exited with 1)");
    expect(existsSync(layout.codegen)).toBe(false);
    expect(step.isDone()).toBe(false);
  });

  test("is shared with the next clone, unless it was spoilt", async () => {
    const cache = findSharedCache({ AYBIZA_CACHE: path.join(room(), "cache") });
    await clone({ cache }).step.work(saying());
    const second = clone({ cache, go: false });
    expect(await second.step.work(saying())).toBe("code generator, from the shared cache");
    expect(readFileSync(second.layout.codegen, "utf8")).toBe("ELF generator");

    const entries = path.join(cache.folder!, "codegen");
    const [key = ""] = (await import("node:fs")).readdirSync(entries).filter((name) => !name.includes("."));
    chmodSync(path.join(entries, key, "codegen"), 0o600);
    writeFileSync(path.join(entries, key, "codegen"), "ELF something else");
    const third = clone({ cache });
    expect(await third.step.work(saying())).toBe("code generator, built with Go");
    expect(readFileSync(third.layout.codegen, "utf8")).toBe("ELF generator");
  });
});
