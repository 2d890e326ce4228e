import type { ChildProcess } from "node:child_process";
import grpc from "@grpc/grpc-js";
import type { ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { endChild } from "./children.ts";
import type { HostArguments } from "./main.ts";
import { installDependencies, programDependencies } from "./packages.ts";
import { runPlugin } from "./plugin.ts";
import { runProgram } from "./program.ts";

/** The engine's version that this host was written against; also what it says its own version is. */
const version = "3.259.0";

function failure(error: unknown, code: grpc.status = grpc.status.UNKNOWN): grpc.ServiceError {
  const message = error instanceof Error ? error.message : String(error);
  return Object.assign(new Error(message), { code, details: message, metadata: new grpc.Metadata() });
}

/** Answers that this host makes no code: the official one does, through the generators of the Go module. */
function generatesNothing(fix: string) {
  return (_call: unknown, done: (error: grpc.ServiceError) => void): void =>
    done(failure(`this language host generates no code; ${fix}`, grpc.status.UNIMPLEMENTED));
}

/** pulumirpc.LanguageRuntime as the engine of 3.259 calls it. */
export function languageRuntime(host: HostArguments): ILanguageRuntimeServer {
  // Programs that run now: what Cancel ends. Plugins end with the engine's own call for each.
  const programs = new Set<ChildProcess>();

  return {
    handshake(call, done) {
      host.engineAddress = call.request.getEngineAddress() || host.engineAddress;
      done(null, new language.LanguageHandshakeResponse());
    },

    getPluginInfo(_call, done) {
      const info = new plugin.PluginInfo();
      info.setVersion(version);
      done(null, info);
    },

    about(_call, done) {
      const about = new language.AboutResponse();
      about.setExecutable(process.execPath);
      about.setVersion(process.version);
      about.getMetadataMap().set("packagemanager", "npm");
      done(null, about);
    },

    // Nothing is required beforehand: the project's own providers are path plugins, and a missing one of somebody
    // else's is fetched by the engine when the first resource asks for it.
    getRequiredPackages: (_call, done) => done(null, new language.GetRequiredPackagesResponse()),
    getRequiredPlugins: (_call, done) => done(null, new language.GetRequiredPluginsResponse()),
    runtimeOptionsPrompts: (_call, done) => done(null, new language.RuntimeOptionsResponse()),
    template: (_call, done) => done(null, new language.TemplateResponse()),

    getProgramDependencies(call, done) {
      try {
        const directory = call.request.getInfo()?.getProgramDirectory() ?? process.cwd();
        const response = new language.GetProgramDependenciesResponse();
        for (const { name, version } of programDependencies(directory, call.request.getTransitivedependencies())) {
          const dependency = new language.DependencyInfo();
          dependency.setName(name);
          dependency.setVersion(version);
          response.addDependencies(dependency);
        }
        done(null, response);
      } catch (error) {
        done(failure(error));
      }
    },

    installDependencies(call) {
      installDependencies(
        call.request,
        (response) => call.write(response),
        (child) => call.on("cancelled", () => endChild(child)),
      ).then(
        () => call.end(),
        (error) => call.emit("error", failure(error)),
      );
    },

    run(call, done) {
      runProgram(call.request, host, (child) => {
        programs.add(child);
        child.once("close", () => programs.delete(child));
        call.on("cancelled", () => endChild(child));
      }).then(
        (response) => done(null, response),
        (error) => {
          const response = new language.RunResponse();
          response.setError(error instanceof Error ? error.message : String(error));
          done(null, response);
        },
      );
    },

    runPlugin(call) {
      runPlugin(
        call.request,
        host.engineAddress,
        (response) => call.write(response),
        (child) => call.on("cancelled", () => endChild(child, "SIGTERM")),
      ).then(
        () => call.end(),
        (error) => call.emit("error", failure(error)),
      );
    },

    cancel(_call, done) {
      for (const child of programs) endChild(child);
      done(null, new empty.Empty());
    },

    generateProgram: generatesNothing("import with `--generate-code=false`"),
    generateProject: generatesNothing("convert with the official Pulumi CLI"),
    generatePackage: generatesNothing("generate an SDK with the official Pulumi CLI"),
    pack: generatesNothing("pack with the official Pulumi CLI"),
    link: generatesNothing("add packages with npm"),
  };
}
