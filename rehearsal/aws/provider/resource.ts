import type { Bag } from "../../../providers/kit/handler.ts";
import type { Aws } from "./aws.ts";
import type { ServedType } from "./served.ts";

/** Context of a call: the account, and a signal that cancels the call. */
export interface Call {
  /** The AWS API in the resource's region. */
  readonly aws: Aws;
  readonly signal: AbortSignal;
}

/** Called by a create of several steps once the resource exists, so that a later failure doesn't orphan it. */
export interface CreateCall extends Call {
  made(id: string): void;
}

/** A resource as AWS reports it: its output properties, named as in @pulumi/aws. */
export interface Live {
  /** The resource's id, if it differs from the requested one: an import can use another form. */
  readonly id?: string;
  readonly properties: Bag;
  /** All tags, default tags included. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** What changed, for an update. */
export interface Change {
  readonly id: string;
  readonly news: Bag;
  readonly olds: Bag;
  readonly oldState: Bag;
  /** Tells whether any of these inputs changed. */
  changed(...names: string[]): boolean;
  /** All wanted tags, including the default ones; undefined if unchanged. */
  readonly tags: Readonly<Record<string, string>> | undefined;
  /** Keys of the tags to remove. */
  readonly goneTags: readonly string[];
}

/** One resource type, implemented by AWS API calls. handler.ts and rules.json have what all types share. */
export interface Resource {
  readonly token: ServedType;
  /** Returns mistakes in the inputs that their types can't express, by the input's path. */
  mistakes?(inputs: Bag): { property: string; reason: string }[];
  /** Creates the resource. Returns its id, and values that AWS returns only at the create. `tags` includes the default tags. */
  create(
    call: CreateCall,
    inputs: Bag,
    tags: Readonly<Record<string, string>>,
  ): Promise<string | { id: string; properties: Bag }>;
  /** Reads the live resource; undefined if it doesn't exist. In an import `state` is empty, so only the id is known. */
  read(call: Call, id: string, state: Bag): Promise<Live | undefined>;
  update?(call: Call, change: Change): Promise<void>;
  /** Deletes the resource. May throw AWS's "not found" error if it no longer exists. */
  remove(call: Call, id: string, state: Bag): Promise<void>;
  /** Tells whether two different values of an input are equivalent. */
  same?(name: string, a: unknown, b: unknown): boolean;
  /** Names of properties that are always secret. */
  readonly secrets?: readonly string[];
  /** Returns the outputs that a change of inputs affects, so that a preview shows them as unknown. */
  moved?(change: Change): readonly string[];
}

/** Converts tags to AWS's list format. */
export function tagList(tags: Readonly<Record<string, string>>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Converts AWS's list of tags to a map. */
export function tagMap(
  tags: readonly { Key?: string | undefined; Value?: string | undefined }[] | undefined,
): Record<string, string> {
  return Object.fromEntries((tags ?? []).map((t) => [t.Key!, t.Value ?? ""]));
}

/** Formats a time without milliseconds, as the official provider does: `2026-11-23T18:44:09Z`. */
export function rfc3339(time: Date | undefined): string | undefined {
  return time?.toISOString().replace(/\.\d{3}Z$/, "Z");
}
