import type { AgentManifest } from "./agent.ts";
import { isPlainMap, type StackDocument } from "./document.ts";
import type { Documents } from "./documents.ts";
import type { Violation } from "./problem.ts";
import type { RegionConfig } from "./region.ts";
import type { Connection, NumberConfig, TenantConfig } from "./tenant.ts";
import type { Written } from "./written.ts";

/** A tenant file's parts. A part that its own schema refused is undefined. */
export interface TenantParts {
  readonly document: StackDocument;
  readonly tenant: TenantConfig | undefined;
  readonly region: RegionConfig | undefined;
  readonly connections: Readonly<Record<string, Connection>> | undefined;
  readonly agents: Readonly<Record<string, AgentManifest>> | undefined;
  readonly numbers: Readonly<Record<string, NumberConfig>> | undefined;
  readonly documents: Documents | undefined;
  /** The same parts, each without the settings that its schema refused. */
  readonly written: Written;
  /** Reads the other tenants' files that may share a number or an account with this file, on first use. Some may be unreadable. */
  readonly others: () => readonly StackDocument[];
  /** All regions of the checkout. Read on first use. */
  readonly regions: () => Iterable<RegionConfig>;
}

/** A check of a tenant's file. Returns the broken rules in the order of the file. */
export type Violations = Iterable<Violation, void>;

/** Lists names for a message. */
export const listOf = (names: readonly string[]) =>
  names.length === 0 ? "none yet" : names.map((n) => `\`${n}\``).join(", ");

/** Names that a part of the file declares, even if the part has mistakes. */
export const namesIn = ({ document }: Pick<TenantParts, "document">, key: string): string[] => {
  const value = document.config[key];
  return isPlainMap(value) ? Object.keys(value) : [];
};

/** Whether the file has a setting, with any value. */
export function isWritten({ document }: Pick<TenantParts, "document">, path: readonly string[]): boolean {
  let value: unknown = document.config;
  for (const key of path) {
    if (!isPlainMap(value) || !Object.hasOwn(value, key)) return false;
    value = value[key];
  }
  return true;
}
