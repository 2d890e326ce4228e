// @ts-check
// The part of @pulumi/pulumi that programs and generated SDKs use. It is bundled in place of the SDK's index, which also loads npm's library, TypeScript
// and the Automation API (580 files, 0.3 s of processor time). The SDK's runner has already loaded these modules. If a program needs
// another name, or an SDK lacks one of these, no bundle is built: the program runs from its source with the whole SDK (fast-start.mjs).
export { Config } from "@pulumi/pulumi/config.js";
export { RunError } from "@pulumi/pulumi/errors.js";
export * as log from "@pulumi/pulumi/log/index.js";
export { getOrganization, getProject, getRootDirectory, getStack } from "@pulumi/pulumi/metadata.js";
export { all, interpolate, jsonStringify, Output, output, secret } from "@pulumi/pulumi/output.js";
export { ComponentResource, CustomResource, mergeOptions, ProviderResource } from "@pulumi/pulumi/resource.js";
export { StackReference } from "@pulumi/pulumi/stackReference.js";
export * as runtime from "./sdk-runtime.mjs";
