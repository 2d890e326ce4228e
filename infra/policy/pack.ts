import { PolicyPack, type ReportViolation } from "@pulumi/policy";
import {
  accountIsProtected,
  alarmsAreApart,
  fallbackIsApart,
  functionNeedsNoKey,
  liveNumberIsProtected,
  noWildcards,
  tableIsKept,
  type Violations,
} from "./rules.ts";

const reportAll = (report: ReportViolation, violations: Violations) => {
  for (const violation of violations) report(violation);
};

/** `pulumi preview --policy-pack infra/policy`. Each rule's reason: docs/policy.md. */
new PolicyPack("aybiza", {
  enforcementLevel: "mandatory",
  policies: [
    {
      name: "live-number-protected",
      description: "A live phone number has `protect`.",
      validateResource: ({ type, props, opts }, report) => {
        if (type === "twilio:index:IncomingPhoneNumber") reportAll(report, liveNumberIsProtected(props, opts));
      },
    },
    {
      name: "tenant-account-protected",
      description: "The account of a tenant's managed numbers has `protect`.",
      validateResource: ({ type, props, opts }, report) => {
        if (type === "twilio:index:Account") reportAll(report, accountIsProtected(props, opts));
      },
    },
    {
      name: "no-wildcard-rights",
      description: "A role's policy names its actions and resources.",
      validateResource: ({ type, props }, report) => {
        if (type === "aws:iam/rolePolicy:RolePolicy" || type === "aws:iam/policy:Policy") {
          reportAll(report, noWildcards(props.policy));
        }
        if (type !== "aws:iam/role:Role") return;
        for (const inline of (props.inlinePolicies as { policy?: unknown }[] | undefined) ?? []) {
          reportAll(report, noWildcards(inline.policy));
        }
      },
    },
    {
      name: "table-kept",
      description: "A table has deletion protection, point-in-time recovery and encryption.",
      validateResource: ({ type, props }, report) => {
        if (type === "aws:dynamodb/table:Table") reportAll(report, tableIsKept(props));
      },
    },
    {
      name: "function-starts",
      description: "A function doesn't depend on a KMS key.",
      validateResource: ({ type, props }, report) => {
        if (type === "aws:lambda/function:Function") reportAll(report, functionNeedsNoKey(props));
      },
    },
    {
      name: "fallback-apart",
      description: "An application's fallback is on another host than its webhooks.",
      validateResource: ({ type, props }, report) => {
        if (type === "twilio:index:Application") reportAll(report, fallbackIsApart(props));
      },
    },
    {
      name: "alarms-apart",
      description: "Logs and alarms are encrypted with another key than the tables.",
      validateStack: ({ resources }, report) => reportAll(report, alarmsAreApart(resources)),
    },
  ],
});
