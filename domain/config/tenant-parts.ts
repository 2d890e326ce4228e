import type { AgentManifest } from "./agent.ts";
import { isPlainMap, type StackDocument } from "./document.ts";
import type { Fix } from "./problem.ts";
import type { RegionConfig } from "./region.ts";
import type { Connection, NumberConfig, TenantConfig } from "./tenant.ts";
import type { Written } from "./written.ts";

/** A tenant file's parts, each undefined where its own schema has refused it already. */
export interface TenantParts {
  readonly document: StackDocument;
  readonly tenant: TenantConfig | undefined;
  readonly region: RegionConfig | undefined;
  readonly connections: Readonly<Record<string, Connection>> | undefined;
  readonly agents: Readonly<Record<string, AgentManifest>> | undefined;
  readonly numbers: Readonly<Record<string, NumberConfig>> | undefined;
  /** The same, as far as it was not refused. */
  readonly written: Written;
  /** The other tenants' files that may concern this one, read only when something must be compared with them. Some may not be readable. */
  readonly others: () => readonly StackDocument[];
  /** All regions of the checkout, read only to name one that would serve. */
  readonly regions: () => Iterable<RegionConfig>;
}

/** Notes one mistake at a path below `config`. */
export type Add = (path: readonly PropertyKey[], code: string, message: string, fix: string | Fix) => void;

/** Names in a sentence. */
export const listOf = (names: readonly string[]) =>
  names.length === 0 ? "none yet" : names.map((n) => `\`${n}\``).join(", ");

/** Names that a part of the file declares, whatever else is wrong with it. */
export const namesIn = ({ document }: Pick<TenantParts, "document">, key: string): string[] => {
  const value = document.config[key];
  return isPlainMap(value) ? Object.keys(value) : [];
};

/** Whether the file has a setting, whatever it says. */
export function isWritten({ document }: Pick<TenantParts, "document">, path: readonly string[]): boolean {
  let value: unknown = document.config;
  for (const key of path) {
    if (!isPlainMap(value) || !Object.hasOwn(value, key)) return false;
    value = value[key];
  }
  return true;
}
