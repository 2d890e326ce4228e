import { DescribeAlarmsCommand, SetAlarmStateCommand, type StateValue } from "@aws-sdk/client-cloudwatch";
import type { Run } from "../../launch/engine.ts";
import type { Observation } from "../compare.ts";
import { heldOf } from "./held.ts";
import type { RegionStack } from "./stack.ts";
import { unsigned } from "./webhook.ts";

/** An action on the stack, and how its effect is observed. */
export interface AwsStep {
  readonly name: string;
  /** The action as a command or request, for reports. */
  readonly request: string;
  readonly observe: (stack: RegionStack) => Promise<Observation>;
}

/** A question that AWS's documentation leaves open, with the steps that answer it. */
export interface AwsQuestion {
  readonly id: string;
  readonly asks: string;
  /** The file of the rehearsal to change if the answers differ. */
  readonly mend: string;
  readonly steps: readonly AwsStep[];
}

/** All questions for AWS, in the order of a run. */
export const AWS_QUESTIONS: readonly AwsQuestion[] = [
  {
    id: "aws-deploys",
    asks: "Does a region's deployment create every resource, without a denied request?",
    mend: "rehearsal/aws/provider",
    steps: [
      {
        name: "up",
        request: "pulumi up --yes --skip-preview",
        async observe(stack) {
          const run = await stack.run(["up", "--yes", "--skip-preview"]);
          return new Map([...outcome(run), ...counted(await stack.resources())]);
        },
      },
    ],
  },
  {
    id: "aws-no-changes",
    asks: "Does a refresh right after a deployment find nothing to change?",
    mend: "rehearsal/aws/provider/behaviour.ts",
    steps: [
      {
        name: "preview",
        request: "pulumi preview --refresh --expect-no-changes",
        observe: async (stack) => outcome(await stack.run(["preview", "--refresh", "--expect-no-changes"])),
      },
      {
        name: "up again",
        request: "pulumi up --yes --skip-preview --refresh",
        observe: async (stack) => outcome(await stack.run(["up", "--yes", "--skip-preview", "--refresh"])),
      },
    ],
  },
  {
    id: "aws-webhook",
    asks: "Does the webhook domain answer, and does it refuse a request that isn't signed?",
    mend: "rehearsal/aws/api-host.ts",
    steps: [
      {
        name: "a request without a signature",
        request: "POST https://{domain}/twilio/voice",
        observe: (stack) => unsigned(stack.options.env, stack.domain),
      },
    ],
  },
  {
    id: "aws-alarm",
    asks: "Which alarms exist, and does an alarm report the state that it is set to?",
    mend: "rehearsal/aws/provider/cloudwatch/metricAlarm.ts",
    steps: [
      {
        name: "set one",
        request: "aws cloudwatch set-alarm-state",
        observe: driven,
      },
    ],
  },
  {
    id: "aws-destroys",
    asks: "Does a destroy remove the whole region once its protection is removed?",
    mend: "rehearsal/aws/provider",
    steps: [
      {
        name: "destroy",
        request:
          "pulumi state unprotect --all; aws dynamodb update-table --no-deletion-protection-enabled; pulumi destroy",
        async observe(stack) {
          const run = await stack.destroy();
          const left = await heldOf(stack.options.clients, stack.options.id);
          return new Map([...(run ? outcome(run) : []), ["left", left.join(", ") || "nothing"]]);
        },
      },
    ],
  },
];

/** Observes a command: its exit code, its operations other than create and delete, and its access-denied errors. */
function outcome(run: Run): Map<string, string> {
  const seen = new Map([["exit code", String(run.code)]]);
  const denied = [...run.output.matchAll(/not authorized to perform:? (\w+:\w+)/g)].map(([, action]) => action!);
  seen.set("denied", [...new Set(denied)].sort().join(", ") || "nothing");
  for (const { op, type, diffs } of run.steps) {
    if (op === "create" || op === "delete") continue;
    seen.set(`${op} of ${type}`, [...diffs].sort().join(", ") || "(no property)");
  }
  return seen;
}

/** Counts resources by type. */
function counted(resources: readonly { readonly type: string }[]): Map<string, string> {
  const counts = new Map<string, number>();
  for (const { type } of resources) counts.set(type, (counts.get(type) ?? 0) + 1);
  return new Map([...counts].sort().map(([type, count]) => [`resources of ${type}`, String(count)]));
}

/** Observes the alarms: each one's name and metric, and the states that the first one reports after it was set to ALARM and to OK. */
async function driven(stack: RegionStack): Promise<Observation> {
  const { cloudwatch } = stack.options.clients;
  const prefix = `aybiza-${stack.options.id}-`;
  const alarms = async (AlarmNames?: string[]) =>
    (
      await cloudwatch.send(
        new DescribeAlarmsCommand({ ...(AlarmNames ? { AlarmNames } : { AlarmNamePrefix: prefix }), MaxRecords: 100 }),
      )
    ).MetricAlarms ?? [];
  const all = await alarms();
  const seen = new Map(
    all.map((alarm) => [alarm.AlarmName!.replace(prefix, "alarm "), alarm.MetricName ?? "(an expression)"]),
  );
  const AlarmName = all.map((alarm) => alarm.AlarmName!).sort()[0];
  if (AlarmName === undefined) return seen;
  for (const state of ["ALARM", "OK"] as const satisfies readonly StateValue[]) {
    await cloudwatch.send(
      new SetAlarmStateCommand({ AlarmName, StateValue: state, StateReason: "the live kit drives it" }),
    );
    seen.set(`after ${state}`, (await alarms([AlarmName]))[0]?.StateValue ?? "(none)");
  }
  return seen;
}
