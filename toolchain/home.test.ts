import path from "node:path";
import { describe, expect, test } from "vitest";
import { room } from "../launch/testing/room.ts";
import { withCaches } from "./home.mjs";

describe("the caches of npm, pip and Go", () => {
  test("are the user's own where the home folder can be written", () => {
    const env = { HOME: room(), GOFLAGS: "-v" };
    expect(withCaches(env, "/state")).toBe(env);
    const homeByTheSystem = {};
    expect(withCaches(homeByTheSystem, "/state", () => env.HOME)).toBe(homeByTheSystem);
  });

  test.each([
    ["can't be written", { HOME: "/dev/null/home" }],
    ["isn't absolute", { HOME: "home" }],
    ["is empty", { HOME: "" }],
  ])("lie with the project where the home folder %s", (_, env) => {
    expect(withCaches({ ...env, PATH: "/bin", GOFLAGS: "-v", GOCACHE: "/theirs" }, "/state")).toEqual({
      PATH: "/bin",
      HOME: "/state/cache/home",
      npm_config_cache: "/state/cache/npm",
      PIP_CACHE_DIR: "/state/cache/pip",
      GOCACHE: "/theirs",
      GOPATH: path.join("/state/cache/go"),
      GOFLAGS: "-v -modcacherw",
    });
  });

  test("lie with the project where nobody knows the home folder", () => {
    const nobody = () => {
      throw new Error("no such user");
    };
    expect(withCaches({}, "/state", nobody).GOCACHE).toBe("/state/cache/go-build");
  });
});
