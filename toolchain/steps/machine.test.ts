import path from "node:path";
import { describe, expect, test } from "vitest";
import { put, room } from "../../launch/testing/room.ts";
import { run } from "../run.mjs";
import { atLeast, checkMachine, everyOnPath, findPython } from "./machine.mjs";

/** A fake Python that reports a version, with or without the modules for virtual environments. */
const python = (version: string, { venv = true } = {}) =>
  `#!/bin/sh\ncase "$2" in *venv*) ${venv ? "" : "exit 1"};; esac\necho ${version}\n`;

const machine = (programs: Record<string, string>) => {
  const folder = room(programs);
  return { env: { PATH: `${folder}:/nowhere` }, run, folder };
};

describe("a machine", () => {
  test("with git and Python is fine", async () => {
    const tools = machine({ git: "#!/bin/sh\n", python3: python("3.11.7") });
    expect(await checkMachine(tools)).toEqual({
      python: path.join(tools.folder, "python3"),
      summary: `git, Node ${process.versions.node}, Python 3.11.7`,
    });
  });

  test("without git and Python is told both at once, with how to get them", async () => {
    const error = await checkMachine(machine({})).catch((thrown) => thrown);
    expect(error.message).toBe("git is missing; Python 3.10 or newer is missing");
    expect(error.fix).toContain("  Debian, Ubuntu:  sudo apt-get install git");
    expect(error.fix).toContain("  Debian, Ubuntu:  sudo apt-get install python3 python3-venv");
  });

  test("with too old a Python is told which it has", async () => {
    const error = await checkMachine(machine({ git: "#!/bin/sh\n", python3: python("3.9.18") })).catch((e) => e);
    expect(error.message).toBe("Python 3.10 or newer is missing (python3 is 3.9.18)");
  });

  test("whose Python lacks venv, as Debian's does by default, is told so", async () => {
    const error = await checkMachine(machine({ git: "#!/bin/sh\n", python3: python("3.12.1", { venv: false }) })).catch(
      (e) => e,
    );
    expect(error.message).toBe("python3 3.12.1 lacks its modules venv and ensurepip");
  });

  test("may have its newer Python under another name", async () => {
    const tools = machine({ python3: python("3.9.1"), "python3.12": python("3.12.4") });
    expect(await findPython(tools)).toEqual({ path: path.join(tools.folder, "python3.12"), version: "3.12.4" });
  });
});

test("a program is found on the path in order, and only where it can be run", () => {
  const [first, second] = [room({ go: "#!/bin/sh\n" }), room({ go: "#!/bin/sh\n" })];
  const plain = room();
  put(plain, { go: "not a program" });
  expect(everyOnPath("go", { PATH: `${plain}:${second}::${first}` })).toEqual([`${second}/go`, `${first}/go`]);
});

test.each([
  [[3, 10, 0], [3, 10], true],
  [[3, 9, 18], [3, 10], false],
  [[4], [3, 10], true],
  [[1, 25, 11], [1, 25, 11], true],
  [[1, 25, 9], [1, 25, 11], false],
  [[1, 25], [1, 25, 11], false],
])("version %j against %j: %s", (version, least, expected) => expect(atLeast(version, least)).toBe(expected));
