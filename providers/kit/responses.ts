import providerProto from "@pulumi/pulumi/proto/provider_pb.js";
import { isReplace, rootOf } from "./diff.ts";
import type { CheckFailure, DiffResult } from "./handler.ts";
import type { Opened } from "./wire.ts";

/**
 * A check failure for the engine. The engine prints the property's value beside it in plaintext, even a secret: for those the reason names the property
 * instead, so that no value is shown.
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

/** A diff as the engine reads it: by property in detail, and by top-level name. */
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
