import providerProto from "@pulumi/pulumi/proto/provider_pb.js";
import { isReplace, rootOf } from "./diff.ts";
import type { CheckFailure, DiffResult } from "./handler.ts";
import type { Opened } from "./wire.ts";

/**
 * Makes a check failure. The engine prints the failed property's value in plaintext, even a secret. For a secret, the reason therefore names the
 * property and the failure has no property, so the engine prints no value.
 */
export function failureMessage(
  { property, reason }: CheckFailure,
  given: Opened,
  secrets: readonly string[] = [],
): providerProto.CheckFailure {
  const message = new providerProto.CheckFailure();
  const { bag, marks } = given;
  const marked = marks === true || property in marks || secrets.some((path) => rootOf(path) === property);
  const hidden = property in bag && marked;
  message.setProperty(hidden ? "" : property);
  message.setReason(hidden ? `${property}: ${reason}` : reason);
  return message;
}

const kinds = {
  add: providerProto.PropertyDiff.Kind.ADD,
  "add-replace": providerProto.PropertyDiff.Kind.ADD_REPLACE,
  delete: providerProto.PropertyDiff.Kind.DELETE,
  "delete-replace": providerProto.PropertyDiff.Kind.DELETE_REPLACE,
  update: providerProto.PropertyDiff.Kind.UPDATE,
  "update-replace": providerProto.PropertyDiff.Kind.UPDATE_REPLACE,
} as const;

/** Converts a diff for the engine: the change of each property path, and the names of the changed top-level properties. */
export function diffResponse(diff: DiffResult): providerProto.DiffResponse {
  const entries = Object.entries(diff.changes);
  const response = new providerProto.DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = providerProto.DiffResponse.DiffChanges;
  response.setChanges(entries.length > 0 ? DIFF_SOME : DIFF_NONE);
  response.setHasdetaileddiff(true);
  for (const [path, kind] of entries) {
    const property = new providerProto.PropertyDiff();
    property.setKind(kinds[kind]);
    property.setInputdiff(true);
    response.getDetaileddiffMap().set(path, property);
  }
  response.setDiffsList([...new Set(entries.map(([path]) => rootOf(path)))]);
  response.setReplacesList([...new Set(entries.filter(([, kind]) => isReplace(kind)).map(([path]) => rootOf(path)))]);
  response.setStablesList([...(diff.stables ?? [])]);
  response.setDeletebeforereplace(diff.deleteBeforeReplace ?? false);
  return response;
}
