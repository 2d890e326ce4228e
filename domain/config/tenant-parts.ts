import type { AgentManifest } from "./agent.ts";
import { isPlainMap, type StackDocument } from "./document.ts";
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
  /** The same parts without the settings that were refused. */
  readonly written: Written;
  /** The other tenants' files that may share a number or an account with this one. Read on first use; some may not be readable. */
  readonly others: () => readonly StackDocument[];
  /** All regions of the checkout. Read on first use. */
  readonly regions: () => Iterable<RegionConfig>;
}

/** The broken rules that a check finds, in the order of the file. */
export type Violations = Iterable<Violation, void>;

/** Names in a sentence. */
export const listOf = (names: readonly string[]) =>
  names.length === 0 ? "none yet" : names.map((n) => `\`${n}\``).join(", ");

/** Names that a part of the file declares, whatever else is wrong with it. */
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
