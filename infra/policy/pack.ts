import { PolicyPack, type ReportViolation } from "@pulumi/policy";
import {
  accountIsProtected,
  alarmsAreApart,
  fallbackIsApart,
  functionNeedsNoKey,
  liveNumberIsProtected,
  noWildcards,
  type Objections,
  tableIsKept,
} from "./rules.ts";

const tell = (report: ReportViolation, objections: Objections) => {
  for (const objection of objections) report(objection);
};

/** `pulumi preview --policy-pack infra/policy`. What each rule is for: docs/policy.md. */
new PolicyPack("aybiza", {
  enforcementLevel: "mandatory",
  policies: [
    {
      name: "live-number-protected",
      description: "A live phone number is protected from being deleted.",
      validateResource: ({ type, props, opts }, report) => {
        if (type === "twilio:index:IncomingPhoneNumber") tell(report, liveNumberIsProtected(props, opts));
      },
    },
    {
      name: "tenant-account-protected",
      description: "The account that holds a tenant's managed numbers is protected from being closed.",
      validateResource: ({ type, props, opts }, report) => {
        if (type === "twilio:index:Account") tell(report, accountIsProtected(props, opts));
      },
    },
    {
      name: "no-wildcard-rights",
      description: "A role's rights name their actions and their resources.",
      validateResource: ({ type, props }, report) => {
        if (type === "aws:iam/rolePolicy:RolePolicy" || type === "aws:iam/policy:Policy") {
          tell(report, noWildcards(props.policy));
        }
        if (type !== "aws:iam/role:Role") return;
        for (const inline of (props.inlinePolicies as { policy?: unknown }[] | undefined) ?? []) {
          tell(report, noWildcards(inline.policy));
        }
      },
    },
    {
      name: "table-kept",
      description: "A table has deletion protection, point-in-time recovery and encryption.",
      validateResource: ({ type, props }, report) => {
        if (type === "aws:dynamodb/table:Table") tell(report, tableIsKept(props));
      },
    },
    {
      name: "function-starts",
      description: "A function starts whatever becomes of our keys.",
      validateResource: ({ type, props }, report) => {
        if (type === "aws:lambda/function:Function") tell(report, functionNeedsNoKey(props));
      },
    },
    {
      name: "fallback-apart",
      description: "An application's fallback is on another host than its webhooks.",
      validateResource: ({ type, props }, report) => {
        if (type === "twilio:index:Application") tell(report, fallbackIsApart(props));
      },
    },
    {
      name: "alarms-apart",
      description: "Logs and alarms are encrypted with another key than tables.",
      validateStack: ({ resources }, report) => tell(report, alarmsAreApart(resources)),
    },
  ],
});
