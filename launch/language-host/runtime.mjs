// @ts-check
import { endChild } from "./children.mjs";
import { empty, grpc, language, plugin } from "./protocol.mjs";

/** The engine's version that this host was written for, and the version that it reports. */
const version = "3.259.0";

/**
 * @param {unknown} error
 * @param {import("@grpc/grpc-js").status} [code]
 */
function failure(error, code = grpc.status.UNKNOWN) {
  const message = error instanceof Error ? error.message : String(error);
  return Object.assign(new Error(message), { code, details: message, metadata: new grpc.Metadata() });
}

/**
 * Creates the handlers of pulumirpc.LanguageRuntime, which the engine calls.
 * @param {import("./main.mjs").HostArguments} host
 * @returns {import("@pulumi/pulumi/proto/language_grpc_pb.js").ILanguageRuntimeServer}
 */
export function languageRuntime(host) {
  /**
   * The running programs, which Cancel ends. (A plugin ends when the engine ends its call.)
   * @type {Set<import("./children.mjs").ChildProcess>}
   */
  const programs = new Set();

  /**
   * Creates a handler that runs the code generator.
   * @template {{ serializeBinary(): Uint8Array }} Q
   * @template R
   * @param {"GenerateProgram" | "GenerateProject" | "GeneratePackage"} method
   * @param {{ deserializeBinary(bytes: Uint8Array): R }} response
   * @returns {import("@grpc/grpc-js").handleUnaryCall<Q, R>}
   */
  const generated = (method, response) => (call, done) => {
    import("./generate.mjs")
      .then(({ generate }) =>
        generate(method, call.request, response, (child) => call.on("cancelled", () => endChild(child))),
      )
      .then(
        (answer) => done(null, answer),
        (error) => done(failure(error)),
      );
  };

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

    // No packages: the project's own providers are path plugins, and the engine downloads any other plugin when a resource needs it.
    getRequiredPackages: (_call, done) => done(null, new language.GetRequiredPackagesResponse()),
    getRequiredPlugins: (_call, done) => done(null, new language.GetRequiredPluginsResponse()),
    runtimeOptionsPrompts: (_call, done) => done(null, new language.RuntimeOptionsResponse()),
    template: (_call, done) => done(null, new language.TemplateResponse()),

    getProgramDependencies(call, done) {
      import("./packages.mjs")
        .then(({ programDependencies }) => {
          const directory = call.request.getInfo()?.getProgramDirectory() || call.request.getPwd() || process.cwd();
          const response = new language.GetProgramDependenciesResponse();
          for (const { name, version } of programDependencies(directory, call.request.getTransitivedependencies())) {
            const dependency = new language.DependencyInfo();
            dependency.setName(name);
            dependency.setVersion(version);
            response.addDependencies(dependency);
          }
          return response;
        })
        .then(
          (response) => done(null, response),
          (error) => done(failure(error)),
        );
    },

    installDependencies(call) {
      import("./packages.mjs")
        .then(({ installDependencies }) =>
          installDependencies(
            call.request,
            (response) => call.write(response),
            (child) => call.on("cancelled", () => endChild(child)),
          ),
        )
        .then(
          () => call.end(),
          (error) => call.emit("error", failure(error)),
        );
    },

    run(call, done) {
      import("./program.mjs")
        .then(({ runProgram }) =>
          runProgram(call.request, host, (child) => {
            programs.add(child);
            child.once("close", () => programs.delete(child));
            call.on("cancelled", () => endChild(child));
          }),
        )
        .catch((error) => {
          const response = new language.RunResponse();
          response.setError(error instanceof Error ? error.message : String(error));
          return response;
        })
        .then((response) => done(null, response));
    },

    runPlugin(call) {
      const cancelled = new Promise((resolve) => call.once("cancelled", resolve));
      const send = async (/** @type {import("@pulumi/pulumi/proto/language_pb.js").RunPluginResponse} */ response) => {
        if (call.cancelled || call.write(response)) return;
        await Promise.race([new Promise((resolve) => call.once("drain", resolve)), cancelled]);
      };
      import("./plugin.mjs")
        .then(({ runPlugin }) =>
          runPlugin(call.request, host.engineAddress, send, (child) =>
            call.on("cancelled", () => endChild(child, "SIGTERM")),
          ),
        )
        .then(
          () => call.end(),
          (error) => call.emit("error", failure(error)),
        );
    },

    cancel(_call, done) {
      for (const child of programs) endChild(child);
      done(null, new empty.Empty());
    },

    generateProgram: generated("GenerateProgram", language.GenerateProgramResponse),
    generateProject: generated("GenerateProject", language.GenerateProjectResponse),
    generatePackage: generated("GeneratePackage", language.GeneratePackageResponse),

    link(call, done) {
      import("./generate.mjs")
        .then(({ linkPackages }) => linkPackages(call.request, (child) => call.on("cancelled", () => endChild(child))))
        .then(
          (instructions) => {
            const response = new language.LinkResponse();
            response.setImportInstructions(instructions);
            done(null, response);
          },
          (error) => done(failure(error)),
        );
    },

    pack: (_call, done) =>
      done(
        failure(
          "this language host doesn't support pack: run `npm pack` in the SDK's folder",
          grpc.status.UNIMPLEMENTED,
        ),
      ),
  };
}
