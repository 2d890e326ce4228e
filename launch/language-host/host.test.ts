import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import grpc from "@grpc/grpc-js";
import service from "@pulumi/pulumi/proto/language_grpc_pb.js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { layoutOf } from "../layout.mjs";
import { parseHostArguments } from "./main.mjs";
import { splitArguments } from "./options.mjs";
import { environmentOf } from "./plugin.mjs";
import { runResponse } from "./program.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const layout = layoutOf(root);

/** A running language host, as the engine runs it: a separate process, called over gRPC. */
class Host {
  static async start(args: string[] = ["127.0.0.1:1"]): Promise<Host> {
    const child = spawn(layout.node, [path.join(import.meta.dirname, "main.mjs"), ...args], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const host = new Host(child);
    while (!host.stdout.includes("\n")) await once(child.stdout!, "data");
    const port = host.stdout.slice(0, host.stdout.indexOf("\n"));
    host.stdout = host.stdout.slice(port.length + 1);
    host.client = new service.LanguageRuntimeClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    return host;
  }

  client!: service.LanguageRuntimeClient;
  stdout = "";
  stderr = "";
  readonly child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.child = child;
    child.stdout!.on("data", (chunk) => {
      this.stdout += chunk;
    });
    child.stderr!.on("data", (chunk) => {
      this.stderr += chunk;
    });
  }

  run(request: language.RunRequest): Promise<language.RunResponse> {
    return new Promise((resolve, reject) =>
      this.client.run(request, (error, response) => (error ? reject(error) : resolve(response))),
    );
  }

  async stop(signal: NodeJS.Signals = "SIGINT"): Promise<number | null> {
    const exit = once(this.child, "exit");
    this.client.close();
    this.child.kill(signal);
    return (await exit)[0];
  }
}

/** Creates a program's folder, without an SDK. */
function programFolder(files: Record<string, string>): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "aybiza-host-")));
  const all: Record<string, string> = { "package.json": JSON.stringify({ name: "tiny", type: "module" }), ...files };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

/** A fake of the SDK's runners: prints its arguments, then runs the program. */
const runner = `
const { pathToFileURL } = require("node:url");
const path = require("node:path");
const args = process.argv.slice(2);
require("node:fs").writeFileSync("called.json", JSON.stringify({
  args, cwd: process.cwd(), node: process.version, configuration: global.configuration, config: process.env.PULUMI_CONFIG,
  stack: process.env.PULUMI_NODEJS_STACK, typescript: process.env.PULUMI_NODEJS_TYPESCRIPT, given: process.env.GIVEN,
  descriptor: process.env.AYBIZA_CONFIGURATION_FD,
}));
const program = args.find((arg) => /\\.ts$/.test(arg));
if (program) import(pathToFileURL(path.resolve(program)).href);
`;
const withRunner = (files: Record<string, string>) =>
  programFolder({
    "node_modules/@pulumi/pulumi/package.json": JSON.stringify({ name: "@pulumi/pulumi", version: "0.0.0" }),
    "node_modules/@pulumi/pulumi/runtime/config.js":
      "exports.setAllConfig = (config, secretKeys) => { global.configuration = { config, secretKeys }; };",
    // The early-exit guard waits for this promise, which is already settled: the fake runner's program ends when Node has nothing left to do.
    "node_modules/@pulumi/pulumi/runtime/state.js":
      "exports.getStackResource = () => ({ getData: () => Promise.resolve() });",
    "node_modules/@pulumi/pulumi/cmd/run/index.js": runner,
    "node_modules/@pulumi/pulumi/cmd/run-plugin/index.js": runner,
    "node_modules/@pulumi/pulumi/cmd/run-policy-pack/index.js": runner,
    ...files,
  });

function programInfo(folder: string, options: Record<string, struct.JavaScriptValue> = { typescript: false }) {
  const info = new language.ProgramInfo();
  info.setRootDirectory(folder);
  info.setProgramDirectory(folder);
  info.setEntryPoint("main.ts");
  info.setOptions(struct.Struct.fromJavaScript(options));
  return info;
}

function runRequest(folder: string, options?: Record<string, struct.JavaScriptValue>): language.RunRequest {
  const request = new language.RunRequest();
  request.setInfo(programInfo(folder, options));
  request.setMonitorAddress("127.0.0.1:2");
  request.setOrganization("organization");
  request.setProject("tiny");
  request.setStack("dev");
  request.setParallel(4);
  request.setDryrun(true);
  request.getConfigMap().set("tiny:greeting", "hello");
  request.setConfigsecretkeysList(["tiny:password"]);
  return request;
}

describe("a language host", () => {
  let host: Host;
  const folders: string[] = [];
  const folder = (made: string) => {
    folders.push(made);
    return made;
  };
  beforeAll(async () => {
    host = await Host.start();
  });
  afterAll(async () => {
    await host.stop();
    for (const made of folders) rmSync(made, { recursive: true, force: true });
  });

  test("shakes hands and says its version and its Node, the project's 22", async () => {
    const request = new language.LanguageHandshakeRequest();
    request.setEngineAddress("127.0.0.1:1");
    await new Promise((resolve, reject) =>
      host.client.handshake(request, (error, response) => (error ? reject(error) : resolve(response))),
    );
    const version = await new Promise((resolve, reject) =>
      host.client.getPluginInfo(new empty.Empty(), (error, info) =>
        error ? reject(error) : resolve(info.getVersion()),
      ),
    );
    expect(version).toBe(layout.pulumiVersion);
    const about = await new Promise<language.AboutResponse>((resolve, reject) =>
      host.client.about(new language.AboutRequest(), (error, response) => (error ? reject(error) : resolve(response))),
    );
    expect(about.getVersion()).toMatch(/^v22\./);
  });

  test("answers a method that the protocol doesn't have, as the engine's first probe of a host does", async () => {
    const probe = new grpc.Client(
      host.client.getChannel().getTarget().replace(/^dns:/, ""),
      grpc.credentials.createInsecure(),
    );
    const error = await new Promise<grpc.ServiceError | null>((resolve) =>
      probe.makeUnaryRequest(
        "",
        Buffer.from,
        (x: Buffer) => x,
        Buffer.alloc(0),
        (error) => resolve(error),
      ),
    );
    probe.close();
    expect(error?.code).not.toBe(grpc.status.UNAVAILABLE);
  });

  test("runs a TypeScript program that ends well, with what the SDK's runner needs", async () => {
    const at = folder(
      withRunner({ "main.ts": "const word: string = 'out'; console.log(word); console.error('err');" }),
    );
    const response = await host.run(runRequest(at));
    expect([response.getError(), response.getBail()]).toEqual(["", false]);
    expect(JSON.parse(readFileSync(path.join(at, "called.json"), "utf8"))).toEqual({
      args: [
        "--monitor=127.0.0.1:2",
        "--engine=127.0.0.1:1",
        "--organization=organization",
        "--project=tiny",
        `--root-directory=${at}`,
        "--stack=dev",
        `--pwd=${at}`,
        "--dry-run",
        "--parallel=4",
        "main.ts",
      ],
      cwd: at,
      node: expect.stringMatching(/^v22\./),
      configuration: { config: { "tiny:greeting": "hello" }, secretKeys: ["tiny:password"] },
      stack: "dev",
    });
    expect(host.stdout).toContain("out\n");
    expect(host.stderr).toContain("err\n");
  });

  test("hands a program 20 MB of configuration, and the program can start children all the same", async () => {
    const at = folder(
      withRunner({
        "main.ts": `import { execFileSync } from "node:child_process";
          console.log("child:", execFileSync(process.execPath, ["-p", "Object.keys(process.env).filter((name) => /^(PULUMI|AYBIZA)_CONFIG/.test(name)).length"], { encoding: "utf8" }));`,
      }),
    );
    const request = runRequest(at);
    const large = "ü".repeat(10_000_000);
    request.getConfigMap().set("tiny:large", large);
    expect((await host.run(request)).getError()).toBe("");
    const { configuration, descriptor } = JSON.parse(readFileSync(path.join(at, "called.json"), "utf8"));
    expect(configuration.config["tiny:large"] === large).toBe(true);
    expect(descriptor).toBe(undefined);
    expect(host.stdout).toContain("child: 0\n");
  });

  test("takes exit code 32 for told, any other for an error", async () => {
    const at = folder(
      withRunner({ "main.ts": "process.exit(Number((globalThis as any).configuration.config['tiny:code']))" }),
    );
    const outcomes = await Promise.all(
      ["32", "1"].map(async (code) => {
        const request = runRequest(at);
        request.getConfigMap().set("tiny:code", code);
        const response = await host.run(request);
        return [response.getError(), response.getBail()];
      }),
    );
    expect(outcomes).toEqual([
      ["", true],
      ["Program exited with non-zero exit code: 1", false],
    ]);
  });

  test("passes runtime options on, and refuses one of the wrong type by its name", async () => {
    const at = folder(withRunner({ "main.ts": "if (typeof gc !== 'function') process.exit(9)" }));
    expect((await host.run(runRequest(at, { nodeargs: "--expose-gc" }))).getError()).toBe("");
    expect(JSON.parse(readFileSync(path.join(at, "called.json"), "utf8")).typescript).toBe("true");
    expect((await host.run(runRequest(at, { typescript: "no" }))).getError()).toBe(
      'Pulumi.yaml: runtime.options.typescript is "no" and must be a boolean',
    );
  });

  test("says how to install an SDK that isn't there", async () => {
    const at = folder(programFolder({ "main.ts": "" }));
    expect((await host.run(runRequest(at))).getError()).toBe(
      `@pulumi/pulumi isn't installed for ${at}: run \`npm install\` there`,
    );
  });

  test("ends a program when the engine cancels", async () => {
    const at = folder(withRunner({ "main.ts": "console.log('waiting'); setInterval(() => {}, 1000)" }));
    const run = host.run(runRequest(at));
    while (!host.stdout.includes("waiting")) await once(host.child.stdout!, "data");
    await new Promise((resolve) => host.client.cancel(new empty.Empty(), resolve));
    expect((await run).getError()).toBe("Program was ended by SIGINT");
  });

  test("runs a plugin in the engine's folder with its environment, streams what it writes, and its exit code", async () => {
    const at = folder(withRunner({ "main.ts": "console.log('4711'); console.error('hint'); process.exitCode = 3" }));
    const request = new language.RunPluginRequest();
    request.setInfo(programInfo(at));
    request.setPwd(at);
    request.setKind("resource");
    request.setArgsList(["main.ts", "127.0.0.1:1"]);
    request.setEnvList([`PATH=${process.env.PATH}`, "GIVEN=a=b", "GIVEN=c=d"]);
    const seen = { stdout: "", stderr: "", code: -1 };
    const call = host.client.runPlugin(request);
    call.on("data", (response: language.RunPluginResponse) => {
      seen.stdout += Buffer.from(response.getStdout_asU8()).toString();
      seen.stderr += Buffer.from(response.getStderr_asU8()).toString();
      if (response.getOutputCase() === language.RunPluginResponse.OutputCase.EXITCODE)
        seen.code = response.getExitcode();
    });
    await once(call, "end");
    expect(seen).toEqual({ stdout: "4711\n", stderr: "hint\n", code: 3 });
    const called = JSON.parse(readFileSync(path.join(at, "called.json"), "utf8"));
    expect([called.args, called.given]).toEqual([[at, "main.ts", "127.0.0.1:1"], "c=d"]);
  });

  test("starts a plugin's own file without the SDK's runner, and hands it 1 MB of configuration", async () => {
    const at = folder(
      programFolder({
        "plugin/PulumiPlugin.yaml": "",
        "start.mjs":
          "console.log(process.argv[2], process.cwd(), process.env.PULUMI_CONFIG.length, process.env.GIVEN);",
      }),
    );
    const request = new language.RunPluginRequest();
    request.setInfo(programInfo(path.join(at, "plugin"), { start: "../start.mjs" }));
    request.setPwd(at);
    request.setKind("resource");
    request.setArgsList(["127.0.0.1:1"]);
    request.setEnvList([
      `PATH=${process.env.PATH}`,
      "GIVEN=a",
      `PULUMI_CONFIG=${JSON.stringify("x".repeat(1_000_000))}`,
    ]);
    let stdout = "";
    const call = host.client.runPlugin(request);
    call.on("data", (response: language.RunPluginResponse) => {
      stdout += Buffer.from(response.getStdout_asU8()).toString();
    });
    await once(call, "end");
    expect(stdout).toBe(`127.0.0.1:1 ${at} 1000002 a\n`);
  });

  test("runs a policy pack in its own folder, which comes last", async () => {
    const at = folder(withRunner({ "main.ts": "" }));
    const request = new language.RunPluginRequest();
    request.setInfo(programInfo(at));
    request.setPwd(tmpdir());
    request.setKind("analyzer");
    request.setArgsList(["127.0.0.1:1"]);
    const call = host.client.runPlugin(request);
    call.resume();
    await once(call, "end");
    const called = JSON.parse(readFileSync(path.join(at, "called.json"), "utf8"));
    expect([called.args, called.cwd]).toEqual([["127.0.0.1:1", at], at]);
  });

  test("ends a plugin when the engine drops its call", async () => {
    const at = folder(withRunner({ "main.ts": "console.log(process.pid); setInterval(() => {}, 1000)" }));
    const request = new language.RunPluginRequest();
    request.setInfo(programInfo(at));
    request.setPwd(at);
    request.setArgsList(["main.ts"]);
    const call = host.client.runPlugin(request);
    call.on("error", () => {});
    const [first] = (await once(call, "data")) as [language.RunPluginResponse];
    const pid = Number(Buffer.from(first.getStdout_asU8()).toString());
    call.cancel();
    const isGone = () => {
      try {
        process.kill(pid, 0);
        return false;
      } catch {
        return true;
      }
    };
    await expect.poll(isGone, { timeout: 4_000 }).toBe(true);
  });

  test("names the packages that a program uses, at the versions that are installed", async () => {
    const request = new language.GetProgramDependenciesRequest();
    request.setInfo(programInfo(path.join(root, "infra")));
    const response = await new Promise<language.GetProgramDependenciesResponse>((resolve, reject) =>
      host.client.getProgramDependencies(request, (error, found) => (error ? reject(error) : resolve(found))),
    );
    const found = Object.fromEntries(response.getDependenciesList().map((each) => [each.getName(), each.getVersion()]));
    const sdk = createRequire(path.join(root, "noop.js"))("@pulumi/pulumi/package.json");
    expect(found["@pulumi/pulumi"]).toBe(sdk.version);
    expect(found["@grpc/proto-loader"]).toBe(undefined);
  });

  test("shows the code generator's own message where generation fails", async () => {
    const request = new language.GeneratePackageRequest();
    request.setSchema("no JSON");
    request.setLoaderTarget("127.0.0.1:3");
    const error = await new Promise<grpc.ServiceError | null>((resolve) =>
      host.client.generatePackage(request, resolve),
    );
    expect([error?.code, error?.details]).toEqual([
      grpc.status.UNKNOWN,
      "invalid character 'o' in literal null (expecting 'u')",
    ]);
  });

  test("gives all that a plugin writes, 100 MB too, and waits for an engine that reads slowly", async () => {
    const lines = 1_000_000;
    const at = folder(
      withRunner({
        "main.ts": `import { writeSync } from "node:fs";
          const line = "x".repeat(99) + "\\n";
          for (let i = 0; i < ${lines / 1000}; i++) writeSync(1, line.repeat(1000));`,
      }),
    );
    const request = new language.RunPluginRequest();
    request.setInfo(programInfo(at));
    request.setPwd(at);
    request.setArgsList(["main.ts"]);
    const call = host.client.runPlugin(request);
    let bytes = 0;
    call.on("data", (response: language.RunPluginResponse) => {
      bytes += response.getStdout_asU8().length;
    });
    call.once("data", () => {
      call.pause();
      setTimeout(() => call.resume(), 1_000);
    });
    await once(call, "end");
    expect(bytes).toBe(lines * 100);
    if (process.platform === "linux") {
      const peakKb = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${host.child.pid}/status`, "utf8"))?.[1];
      expect(Number(peakKb)).toBeLessThan(250_000);
    }
  });

  test("is gone, with the program that it runs, soon after its engine is killed", async () => {
    const at = folder(withRunner({ "main.ts": "console.log(process.pid); setInterval(() => {}, 1000)" }));
    const lines = path.join(at, "lines");
    // A separate parent process acts as the engine, and is killed.
    const engine = spawn(
      "sh",
      [
        "-c",
        `"$0" "$1" 127.0.0.1:1 > "$2" & echo $!; wait`,
        layout.node,
        path.join(import.meta.dirname, "main.mjs"),
        lines,
      ],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    const [pid] = (await once(engine.stdout!, "data")) as [Buffer];
    const read = () => {
      try {
        return readFileSync(lines, "utf8");
      } catch {
        return "";
      }
    };
    await expect.poll(read, { timeout: 5_000 }).toMatch(/\n/);
    const client = new service.LanguageRuntimeClient(`127.0.0.1:${read().trim()}`, grpc.credentials.createInsecure());
    client.run(runRequest(at), () => {});
    await expect.poll(read, { timeout: 5_000 }).toMatch(/\n\d+\n/);
    const program = read().trim().split("\n")[1];
    engine.kill("SIGKILL");
    const alive = (id: number) => {
      try {
        process.kill(id, 0);
        return true;
      } catch {
        return false;
      }
    };
    await expect.poll(() => [alive(Number(pid)), alive(Number(program))], { timeout: 5_000 }).toEqual([false, false]);
    client.close();
  });
});

describe("the engine's command line", () => {
  test.each([
    [["127.0.0.1:5"], { engineAddress: "127.0.0.1:5", tracing: "" }],
    [
      ["--logtostderr", "-v=9", "--tracing", "http://t", "127.0.0.1:5"],
      { engineAddress: "127.0.0.1:5", tracing: "http://t" },
    ],
    [["-tracing=http://t"], { engineAddress: "", tracing: "http://t" }],
  ])("%j", (args, expected) => expect(parseHostArguments(args)).toEqual(expected));
});

test.each([
  ["--max-old-space-size=4096  --inspect", ["--max-old-space-size=4096", "--inspect"]],
  [`-r "./a b.cjs" '' c\\ d 'e"f'`, ["-r", "./a b.cjs", "", "c d", 'e"f']],
  ["", []],
])("node's arguments are split as a shell would: %s", (line, words) => expect(splitArguments(line)).toEqual(words));

test("an environment's value may hold an equals sign, and the last of two holds", () => {
  expect(environmentOf(["A=1=2", "B=", "A=3"])).toEqual({ A: "3", B: "" });
});

test("a program that was aborted is told about memory", () => {
  expect(runResponse({ code: null, signal: "SIGABRT" }).getError()).toContain("--max-old-space-size");
  expect(runResponse({ code: 0, signal: null }).getError()).toBe("");
});
