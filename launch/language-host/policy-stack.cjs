// @ts-check
"use strict";

/**
 * Loaded before a policy pack: passes the engine's ConfigureStack request (project, stack, organization, dry run, configuration and its secret keys)
 * to `pulumi.Config`, `pulumi.getStack()` and the like inside the pack. @pulumi/policy 1.21 reads only the stack's tags from it. The request comes after
 * the pack was loaded and before the first policy runs, so policies can read the configuration, but the pack's top-level code can't.
 *
 * Protocol: AnalyzerStackConfigureRequest in https://github.com/pulumi/pulumi/blob/master/proto/pulumi/analyzer.proto
 */
const { createRequire } = require("node:module");
const path = require("node:path");

/** Resolves packages from the policy pack's folder. */
const ofThePack = createRequire(path.join(process.cwd(), "noop.js"));

/** Loads the gRPC library of @pulumi/policy; undefined if the pack hasn't installed the package, which the runner then reports. */
function grpcOfThePolicies() {
  try {
    /** @type {typeof import("@grpc/grpc-js")} */
    const grpc = createRequire(ofThePack.resolve("@pulumi/policy"))("@grpc/grpc-js");
    return grpc;
  } catch {
    return undefined;
  }
}

/** @typedef {import("@pulumi/pulumi/proto/analyzer_pb.js").AnalyzerStackConfigureRequest} StackRequest */

/** Passes the request's stack and configuration to the pack's SDK. @param {StackRequest} request */
function applyStack(request) {
  const runtime = ofThePack("@pulumi/pulumi").runtime;
  runtime.setAllConfig(Object.fromEntries(request.getConfigMap().entries()), request.getConfigSecretKeysList());
  runtime._setProject(request.getProject());
  runtime._setStack(request.getStack());
  runtime._setOrganization(request.getOrganization());
  runtime._setIsDryRun(request.getDryRun());
}

/**
 * Makes a gRPC server apply the request to the pack before the original handler of ConfigureStack runs.
 * @param {typeof import("@grpc/grpc-js").Server} Server
 */
function hook(Server) {
  const addService = Server.prototype.addService;
  /** @type {typeof addService} */
  Server.prototype.addService = function (service, implementation) {
    const configureStack = implementation.configureStack;
    if (typeof configureStack !== "function") return addService.call(this, service, implementation);
    return addService.call(this, service, {
      ...implementation,
      /** @param {{ request: StackRequest }} call @param {(error: Error) => void} done */
      configureStack(call, done) {
        try {
          applyStack(call.request);
        } catch (error) {
          done(new Error(`the stack's configuration can't be passed to the policy pack: ${error}`));
          return;
        }
        /** @type {Function} */ (configureStack)(call, done);
      },
    });
  };
}

const grpc = grpcOfThePolicies();
if (grpc) hook(grpc.Server);
