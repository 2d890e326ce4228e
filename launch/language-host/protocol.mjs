// @ts-check
import { createRequire } from "node:module";

// Uses require and plain JavaScript, because every call of Pulumi waits for this host to start: an import of CommonJS reads each file twice to find
// its names (257 kB of messages), and TypeScript is stripped at each start. Together they took 100 ms of 180.
const require = createRequire(import.meta.url);

/** @typedef {typeof import("@pulumi/pulumi/proto/language_pb.js")} LanguageMessages */

export const grpc = /** @type {typeof import("@grpc/grpc-js")} */ (require("@grpc/grpc-js"));

export const language = /** @type {LanguageMessages} */ (require("@pulumi/pulumi/proto/language_pb.js"));

export const plugin = /** @type {typeof import("@pulumi/pulumi/proto/plugin_pb.js")} */ (
  require("@pulumi/pulumi/proto/plugin_pb.js")
);

export const empty = /** @type {typeof import("google-protobuf/google/protobuf/empty_pb.js")} */ (
  require("google-protobuf/google/protobuf/empty_pb.js")
);

export const { LanguageRuntimeService } = /** @type {typeof import("@pulumi/pulumi/proto/language_grpc_pb.js")} */ (
  require("@pulumi/pulumi/proto/language_grpc_pb.js")
);
