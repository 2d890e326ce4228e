import { describe, expect, test } from "vitest";
import { room } from "../../launch/testing/room.ts";
import { programs, project } from "../testing/project.ts";
import { findGo } from "./pulumi-build.mjs";

const go = (version: string, toolchain = "auto") => ({
  env: { PATH: room({ go: "#!/bin/sh\n" }) },
  ...programs((_command, args) => ({ stdout: args.includes("GOVERSION") ? `${version}\nlocal\n` : `${toolchain}\n` })),
});

describe("Go for the build", () => {
  test.each([
    ["new enough", "go1.25.11", "local"],
    ["newer", "go1.26.8", "local"],
    ["a release candidate of a newer one", "go1.27rc1", "local"],
    ["older, but it fetches a newer one itself", "go1.24.2", "auto"],
  ])("%s will do", async (_, version, toolchain) => {
    const tools = go(version, toolchain);
    expect(await findGo(project(), tools)).toEqual({ go: `${tools.env.PATH}/go` });
  });

  test.each([
    ["older, told not to fetch another", "go1.24.2", "local", "Go 1.25.11 or newer is missing (go is 1.24.2)"],
    ["too old to fetch another", "go1.19.13", "auto", "Go 1.25.11 or newer is missing (go is 1.19.13)"],
  ])("%s won't", async (_, version, toolchain, problem) => {
    expect(await findGo(project(), go(version, toolchain))).toEqual({ problem });
  });

  test("none is missing", async () => {
    const tools = { ...go("go1.26.8"), env: { PATH: "/nowhere" } };
    expect(await findGo(project(), tools)).toEqual({ problem: "Go 1.25.11 or newer is missing" });
  });
});
