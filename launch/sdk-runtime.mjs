// @ts-check
// The part of `pulumi.runtime` that programs and generated SDKs use, see sdk.mjs.
export { allConfig } from "@pulumi/pulumi/runtime/config.js";
export * from "@pulumi/pulumi/runtime/invoke.js";
