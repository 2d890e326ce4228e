import type { Step } from "../../domain/router/decide.ts";
import type { Decision } from "../../domain/router/decision.ts";
import { EVENTS, type Explained } from "../../domain/router/explain.ts";
import { RULES } from "../../domain/router/rules.ts";
import { columns, type Paint } from "../paint.ts";
import type { Explanation } from "./explanation.ts";
import type { Origin } from "./origins.ts";

/** Formats an explanation for people. @param q.why whether every event shows every rule */
export function linesOf(explanation: Explanation, paint: Paint, { why = false } = {}): string[] {
  return [
    ...aboutNumber(explanation, paint),
    ...aboutDeployed(explanation),
    "",
    `${paint("bold", "Call")} from ${paint("bold", explanation.from || "(no caller)")} at ${explanation.at.slice(0, 16).replace("T", " ")}Z; no rule depends on the time yet`,
    ...aboutEvents([explanation.call], paint, { why, depth: 0 }),
  ];
}

function aboutNumber({ to, region, number, maybe = [], outage }: Explanation, paint: Paint): string[] {
  const out = outage ? ["The routes are taken as unreadable (--outage)."] : [];
  if (number === undefined) {
    const some = maybe.slice(0, 5).join(", ");
    return [
      `${paint("bold", to)} stands in no file of region ${region}: it has no route.`,
      ...(maybe.length === 0
        ? []
        : [
            `If it was bought by search, name its entry: --to <entry> --tenant <tenant>  (${some}${maybe.length > 5 ? `, and ${maybe.length - 5} more` : ""})`,
          ]),
      ...out,
    ];
  }
  return [
    `${paint("bold", to)}: ${number.key === to ? "" : `entry ${number.key} `}of ${number.tenant}, region ${region}  ${paint("dim", number.from)}`,
    ...number.origins.flatMap((origin) => aboutOrigin(origin, paint)),
    ...out,
  ];
}

function aboutOrigin({ part, value, from, rule, others }: Origin, paint: Paint): string[] {
  return [
    `  ${part.padEnd(9)} ${paint("green", value)}  ${paint("dim", [from, rule].filter(Boolean).join(": "))}`,
    ...others.map(({ what, why }) => `            ${paint("dim", `not ${what}: ${why}`)}`),
  ];
}

function aboutDeployed({ deployed }: Explanation): string[] {
  if (deployed === undefined) return [];
  if (deployed === null) return ["Deployed: the region's table has no route of the number."];
  const { tenant, agent, differs } = deployed;
  const change =
    differs.length === 0 ? "as the files say, where they have it" : `an update would change: ${differs.join(", ")}`;
  return [`Deployed: agent ${agent} of ${tenant}; ${change}.`];
}

interface Depth {
  readonly why: boolean;
  readonly depth: number;
}

/** Events of one call that end the same way: shown together, unless every rule is wanted. */
function grouped(events: readonly Explained[], why: boolean): (readonly Explained[])[] {
  return [...Map.groupBy(events, (one) => (why ? one.event : outcomeOf(one))).values()];
}

const outcomeOf = ({ decision, steps, next }: Explained): string =>
  JSON.stringify([answerOf(decision), decider(steps), next.map((one) => [one.event, outcomeOf(one)])]);

function aboutEvents(events: readonly Explained[], paint: Paint, { why, depth }: Depth): string[] {
  const { decision, steps, next } = events[0]!;
  const indent = "  ".repeat(depth);
  const happens = events.map(({ event }) => EVENTS[event].says).join(`,\n${indent}or if `);
  const rule = RULES.find(({ name }) => name === decider(steps))!;
  const all = why || depth === 0;
  return [
    ...`${indent}${depth === 0 ? "When" : "if"} ${happens}:`.split("\n"),
    `${indent}  ${paint("green", answerOf(decision))}`,
    ...(all
      ? aboutSteps(steps, paint).map((line) => `${indent}  ${line}`)
      : [`${indent}  ${paint("dim", `${rule.name}: ${rule.says}`)}`]),
    ...grouped(next, why).flatMap((group) => aboutEvents(group, paint, { why, depth: depth + 1 })),
  ];
}

const decider = (steps: readonly Step[]) => steps.find(({ decides }) => decides)!.rule;

function aboutSteps(steps: readonly Step[], paint: Paint): string[] {
  const rows = steps.map(({ rule, decides, why }) => [decides ? "yes" : "no", rule, why]);
  const dim = (text: string) => paint(/^yes/.test(text) ? "green" : "dim", text);
  return columns(rows, [dim, String, String]);
}

/** What the caller gets. */
function answerOf(decision: Decision): string {
  switch (decision.action) {
    case "connect":
      return `agent ${decision.route.agent.name} answers`;
    case "dial": {
      const said = decision.say === undefined ? "" : `"${decision.say}" (${decision.language}), then `;
      return `${said}${decision.number} is dialled, which sees ${decision.callerId} as the caller`;
    }
    case "say":
      return `"${decision.say}" (${decision.language}), and the call ends`;
    case "hang-up":
      return "the call ends";
  }
}
