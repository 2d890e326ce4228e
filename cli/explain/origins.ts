import type { StackDocument } from "../../domain/config/document.ts";
import { entryOf } from "../../domain/config/tenant-members.ts";
import { type FallbackOwner, ownFallback } from "../../domain/rules/own-fallback.ts";
import type { DeclaredNumber } from "./called.ts";

/** A part of a route: what the files set it to, where, and what it could have been. */
export interface Origin {
  readonly part: "agent" | "fallback" | "state";
  readonly value: string;
  /** File and line that set it; undefined for a default. */
  readonly from: string | undefined;
  readonly rule: string;
  readonly others: readonly { readonly what: string; readonly why: string }[];
}

/** Tells where a number's route comes from. */
export function originsOf({ file, planned }: DeclaredNumber, region: StackDocument): Origin[] {
  const key = entryOf(file.numbers, planned.key);
  const entry = file.numbers[key]!;
  const at = (...path: string[]) => placeOf(file.document, path);
  const agent = file.agents[entry.agent]!;
  const { owner } = ownFallback(entry, agent);
  const { say, dial } = planned.route.fallback;
  const quarantined = planned.route.quarantined !== undefined;
  return [
    {
      part: "agent",
      value: entry.agent,
      from: at("aybiza:numbers", key, "agent"),
      rule: "the entry names the agent",
      others: Object.keys(file.agents)
        .filter((name) => name !== entry.agent)
        .map((name) => ({ what: name, why: `the entry names ${entry.agent}` })),
    },
    {
      part: "fallback",
      value: [say && `says "${say}"`, dial && `dials ${dial}`].filter(Boolean).join(", then "),
      from: {
        number: at("aybiza:numbers", key, "fallback"),
        agent: at("aybiza:agents", entry.agent, "fallback"),
        region: placeOf(region, ["aybiza:region", "fallback"]),
      }[owner],
      rule: "the number's own comes before its agent's, which comes before the region's",
      others: (["number", "agent", "region"] as const)
        .filter((one) => one !== owner)
        .map((one) => ({ what: `the ${one}'s`, why: whyNot(one, owner) })),
    },
    {
      part: "state",
      value: quarantined ? "quarantined" : "active",
      from: entry.state === undefined ? undefined : at("aybiza:numbers", key, "state"),
      rule: "a number is active unless its entry says `state: quarantined`",
      others: [
        quarantined
          ? { what: "active", why: "the entry says that it is quarantined" }
          : { what: "quarantined", why: "the entry doesn't say so" },
      ],
    },
  ];
}

const ORDER: readonly FallbackOwner[] = ["number", "agent", "region"];

const whyNot = (one: FallbackOwner, chosen: FallbackOwner): string =>
  ORDER.indexOf(one) < ORDER.indexOf(chosen) ? `the ${one} has none` : `the ${chosen}'s comes first`;

/** File and line of a setting. */
export const placeOf = (document: StackDocument, path: readonly string[]): string => {
  const line = document.line(path);
  return line === undefined ? document.file : `${document.file}:${line}`;
};
