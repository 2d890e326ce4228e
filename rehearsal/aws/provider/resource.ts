import type { Bag } from "../../../providers/kit/handler.ts";
import type { Aws } from "./aws.ts";
import type { ServedType } from "./served.ts";

/** What a call needs beside its values. */
export interface Call {
  /** The account, in the region of the resource. */
  readonly aws: Aws;
  readonly signal: AbortSignal;
}

/** Called by a create of several steps once the resource exists, so that a later failure doesn't orphan it. */
export interface CreateCall extends Call {
  made(id: string): void;
}

/** A resource as AWS reports it: its output properties, named as in @pulumi/aws. */
export interface Live {
  /** Where it differs from the id that was asked for: an import may name a resource in another way. */
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
  /** True when one of these inputs differs. */
  changed(...names: string[]): boolean;
  /** All wanted tags, including the default ones; undefined if unchanged. */
  readonly tags: Readonly<Record<string, string>> | undefined;
  /** Keys of the tags to remove. */
  readonly goneTags: readonly string[];
}

/** One resource type over the AWS API; what is common to all types is in handler.ts and rules.json. */
export interface Resource {
  readonly token: ServedType;
  /** Mistakes that the types can't tell, by the path of the input. */
  mistakes?(inputs: Bag): { property: string; reason: string }[];
  /** Creates the resource; returns its id and the values that only this answer has. `tags` include the default ones. */
  create(
    call: CreateCall,
    inputs: Bag,
    tags: Readonly<Record<string, string>>,
  ): Promise<string | { id: string; properties: Bag }>;
  /** In an import `state` is empty: then the id alone must do. */
  read(call: Call, id: string, state: Bag): Promise<Live | undefined>;
  update?(call: Call, change: Change): Promise<void>;
  /** May fail with a "not found" of AWS when it is gone already. */
  remove(call: Call, id: string, state: Bag): Promise<void>;
  /** True when two values of an input mean the same, beside those that are equal. */
  same?(name: string, a: unknown, b: unknown): boolean;
  /** Names of properties that are always secret. */
  readonly secrets?: readonly string[];
  /** Outputs whose value is unknown until an update of these inputs. */
  moved?(change: Change): readonly string[];
}

/** Tags as AWS lists them, and back. */
export function tagList(tags: Readonly<Record<string, string>>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

export function tagMap(
  tags: readonly { Key?: string | undefined; Value?: string | undefined }[] | undefined,
): Record<string, string> {
  return Object.fromEntries((tags ?? []).map((t) => [t.Key!, t.Value ?? ""]));
}

/** Go's base64, URL and JSON conventions aside, AWS writes times without milliseconds: `2026-11-23T18:44:09Z`. */
export function rfc3339(time: Date | undefined): string | undefined {
  return time?.toISOString().replace(/\.\d{3}Z$/, "Z");
}
