// @ts-check
// The part of @pulumi/pulumi that programs and generated SDKs use, bundled in place of the whole: its index loads npm's own library,
// TypeScript and the Automation API too, 580 files and 0.3 s of processor time. The modules are the SDK's own, the very same ones that its
// runner has loaded. A name that is missing here fails the bundle, so that the source runs with the whole SDK; a test sees that none is missing.
export { Config } from "@pulumi/pulumi/config.js";
export { RunError } from "@pulumi/pulumi/errors.js";
export * as log from "@pulumi/pulumi/log/index.js";
export { getOrganization, getProject, getRootDirectory, getStack } from "@pulumi/pulumi/metadata.js";
export { all, interpolate, jsonStringify, Output, output, secret } from "@pulumi/pulumi/output.js";
export { ComponentResource, CustomResource, mergeOptions, ProviderResource } from "@pulumi/pulumi/resource.js";
export * as runtime from "@pulumi/pulumi/runtime/invoke.js";
export { StackReference } from "@pulumi/pulumi/stackReference.js";
