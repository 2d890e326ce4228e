import type { AgentManifest } from "./agent.ts";
import type { StackDocument } from "./document.ts";
import type { Fix } from "./problem.ts";
import type { RegionConfig } from "./region.ts";
import type { Connection, NumberConfig, TenantConfig } from "./tenant.ts";

/** A tenant file's parts, each undefined where its own schema has refused it already. */
export interface TenantParts {
  readonly document: StackDocument;
  readonly tenant: TenantConfig | undefined;
  readonly region: RegionConfig | undefined;
  readonly connections: Readonly<Record<string, Connection>> | undefined;
  readonly agents: Readonly<Record<string, AgentManifest>> | undefined;
  readonly numbers: Readonly<Record<string, NumberConfig>> | undefined;
  /** The other tenants' files, read only when something must be compared with them. */
  readonly others: () => Iterable<StackDocument>;
  /** All regions of the checkout, read only to tell of one that would serve. */
  readonly regions: () => Iterable<RegionConfig>;
}

/** Notes one mistake at a path below `config`. */
export type Add = (path: readonly PropertyKey[], code: string, message: string, fix: string | Fix) => void;

/** Names in a sentence. */
export const listOf = (names: readonly string[]) =>
  names.length === 0 ? "none yet" : names.map((n) => `\`${n}\``).join(", ");

/** The value of a part, or what the file says before its schema was satisfied, so that every mistake is told at once. */
export const rawPart = (parts: TenantParts, key: string): Record<string, unknown> => {
  const value = parts.document.config[key];
  return value !== null && typeof value === "object" ? (value as Record<string, unknown>) : {};
};

/** The entries of a part that are maps, whatever else is wrong with them. */
export const entriesOf = <T>(parts: TenantParts, key: string): [string, Partial<T>][] =>
  Object.entries(rawPart(parts, key)).filter(
    (e): e is [string, Partial<T>] => e[1] !== null && typeof e[1] === "object",
  );
