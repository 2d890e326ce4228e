import type { AgentManifest } from "../config/agent.ts";
import type { NumberConfig } from "../config/tenant.ts";
import type { Fallback } from "../contract/route.ts";

/** Whose fallback takes over a number's calls: the number's own, else its agent's, else the region's. */
export type FallbackOwner = "number" | "agent" | "region";

/** The tenant's own fallback for a number; without one (`region`), the region's applies. */
export type OwnFallback =
  | { readonly owner: "number" | "agent"; readonly fallback: Fallback }
  | { readonly owner: "region"; readonly fallback?: undefined };

/** Chooses the fallback of a number's route: the most specific that the tenant's file has. */
export function ownFallback(
  entry: Pick<NumberConfig, "fallback">,
  agent: Pick<AgentManifest, "fallback">,
): OwnFallback {
  if (entry.fallback !== undefined) return { owner: "number", fallback: entry.fallback };
  if (agent.fallback !== undefined) return { owner: "agent", fallback: agent.fallback };
  return { owner: "region" };
}
