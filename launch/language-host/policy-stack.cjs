// @ts-check
"use strict";

/**
 * Loaded before a policy pack: what the engine says of the stack by ConfigureStack (project, stack, organization, preview or not, configuration
 * and which of it is secret) reaches `pulumi.Config`, `pulumi.getStack()` and the like inside the pack. @pulumi/policy 1.21 takes the
 * stack's tags from that call and leaves the rest. It comes after the pack was loaded and before the first policy runs, so a policy can
 * read configuration, while the pack's own first lines can't.
 *
 * Protocol: AnalyzerStackConfigureRequest in https://github.com/pulumi/pulumi/blob/master/proto/pulumi/analyzer.proto
 */
const { createRequire } = require("node:module");
const path = require("node:path");

/** The pack runs in its own folder, and what it loads is looked for from there. */
const ofThePack = createRequire(path.join(process.cwd(), "noop.js"));

/** The gRPC library that @pulumi/policy serves with; undefined where the pack has none of it, which its runner tells better. */
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

/** @param {StackRequest} request */
function tell(request) {
  const runtime = ofThePack("@pulumi/pulumi").runtime;
  runtime.setAllConfig(Object.fromEntries(request.getConfigMap().entries()), request.getConfigSecretKeysList());
  runtime._setProject(request.getProject());
  runtime._setStack(request.getStack());
  runtime._setOrganization(request.getOrganization());
  runtime._setIsDryRun(request.getDryRun());
}

/**
 * Has a server tell the pack before it answers ConfigureStack itself.
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
          tell(call.request);
        } catch (error) {
          done(new Error(`the stack's configuration can't be given to the policy pack: ${error}`));
          return;
        }
        /** @type {Function} */ (configureStack)(call, done);
      },
    });
  };
}

const grpc = grpcOfThePolicies();
if (grpc) hook(grpc.Server);
