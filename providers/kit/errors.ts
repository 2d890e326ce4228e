import grpc from "@grpc/grpc-js";
import errorsProto from "@pulumi/pulumi/proto/errors_pb.js";
import providerProto from "@pulumi/pulumi/proto/provider_pb.js";
import statusProto from "@pulumi/pulumi/proto/status_pb.js";
import anyProto from "google-protobuf/google/protobuf/any_pb.js";
import type struct from "google-protobuf/google/protobuf/struct_pb.js";
import { type Bag, type CheckFailure, PartialFailure, ProviderError } from "./handler.ts";

/** Several invalid inputs of one resource, found by a call other than `check`. The engine shows each reason with its property. */
export class InputErrors extends ProviderError {
  readonly failures: readonly CheckFailure[];
  constructor(message: string, failures: readonly CheckFailure[]) {
    super("invalid-inputs", message);
    this.failures = failures;
  }
}

/** An error in gRPC's form: a code, a human-readable text, and structured details in a trailer. */
export interface WireError {
  readonly code: grpc.status;
  readonly details: string;
  readonly metadata?: grpc.Metadata;
}

/** Functions that redact a text and wrap a property bag for the engine. */
export interface Outgoing {
  text(message: string): string;
  bag(bag: Bag): struct.Struct;
}

/**
 * Converts a handler's error into a gRPC error. FAILED_PRECONDITION tells the engine that the resource is unchanged; UNKNOWN (a provider bug), that
 * its state is uncertain. Source: resourceStateAndError in pkg/resource/plugin/provider_plugin.go.
 */
export function toWire(error: unknown, outgoing: Outgoing): WireError {
  if (error instanceof PartialFailure) return partial(error, outgoing);
  if (error instanceof InputErrors) return inputErrors(error, outgoing);
  if (error instanceof ProviderError) {
    return { code: grpc.status.FAILED_PRECONDITION, details: outgoing.text(error.message) };
  }
  if (error instanceof Error && (error.name === "AbortError" || error.name === "TimeoutError")) {
    const code = error.name === "AbortError" ? grpc.status.CANCELLED : grpc.status.DEADLINE_EXCEEDED;
    return { code, details: outgoing.text(error.message) };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: grpc.status.UNKNOWN, details: outgoing.text(`a bug in the provider: ${text}`) };
}

function partial(error: PartialFailure, outgoing: Outgoing): WireError {
  const detail = new providerProto.ErrorResourceInitFailed();
  detail.setId(error.id);
  detail.setProperties(outgoing.bag(error.state));
  detail.setReasonsList(error.reasons.map((r) => outgoing.text(r)));
  if (error.inputs) detail.setInputs(outgoing.bag(error.inputs));
  const text = outgoing.text(error.message);
  return withDetail(grpc.status.UNKNOWN, text, detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
}

function inputErrors(error: InputErrors, outgoing: Outgoing): WireError {
  const detail = new errorsProto.InputPropertiesError();
  for (const failure of error.failures) {
    const property = new errorsProto.InputPropertiesError.PropertyError();
    property.setPropertyPath(failure.property);
    property.setReason(outgoing.text(failure.reason));
    detail.addErrors(property);
  }
  const text = outgoing.text(error.message);
  return withDetail(grpc.status.INVALID_ARGUMENT, text, detail.serializeBinary(), "pulumirpc.InputPropertiesError");
}

/** Encodes error details as a google.rpc.Status in the trailer `grpc-status-details-bin`, because gRPC for Node has no API for them. */
function withDetail(code: grpc.status, message: string, detail: Uint8Array, type: string): WireError {
  const any = new anyProto.Any();
  any.pack(detail, type);
  const status = new statusProto.Status();
  status.setCode(code);
  status.setMessage(message);
  status.addDetails(any);
  const metadata = new grpc.Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return { code, details: message, metadata };
}
