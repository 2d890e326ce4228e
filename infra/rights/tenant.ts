import type { Right } from "./right.ts";
import { CALLS, openTables, ROUTES } from "./tables.ts";

/** Rights of the role that deploys tenants: it reads and writes items of one table. */
export const tenantRights: readonly Right[] = [
  {
    sid: "KeepRoutes",
    actions: [
      "dynamodb:BatchGetItem",
      "dynamodb:DeleteItem",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
    ],
    resources: [ROUTES],
    why: "Routes, agents' manifests, sealed tokens and ledger entries. A transaction requires the rights of its parts.",
    source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html",
  },
  openTables,
];

/** Rights of `./aybiza ledger`. */
export const ledgerRights: readonly Right[] = [
  {
    sid: "ReadLedger",
    actions: ["dynamodb:Query", "dynamodb:Scan"],
    resources: [ROUTES],
    why: "`Query` for a number, `Scan` for a tenant.",
  },
  openTables,
];

/** Rights of `./aybiza explain --deployed`. */
export const explainRights: readonly Right[] = [
  { sid: "ReadRoute", actions: ["dynamodb:GetItem"], resources: [ROUTES], why: "Reads the number's route." },
  openTables,
];

/** Rights of `./aybiza invoice`. */
export const invoiceRights: readonly Right[] = [
  {
    sid: "ReadNumbers",
    actions: ["dynamodb:Scan"],
    resources: [ROUTES],
    why: "Reads which numbers a tenant had, and when.",
  },
  {
    sid: "ReadCalls",
    actions: ["dynamodb:Query"],
    resources: [`${CALLS}/index/billing`],
    why: "Reads the calls of a tenant's month.",
  },
  openTables,
];

/** Rights of `./aybiza ready`. */
export const readyRights: readonly Right[] = [
  {
    sid: "ReadConnections",
    actions: ["dynamodb:Scan"],
    resources: [ROUTES],
    why: "Reads the tenant's numbers, and the accounts of its connections.",
  },
  {
    sid: "ReadCalls",
    actions: ["dynamodb:BatchGetItem"],
    resources: [CALLS],
    why: "Checks whether an agent has answered one of the newest calls.",
  },
  {
    sid: "FindCalls",
    actions: ["dynamodb:Query"],
    resources: [`${CALLS}/index/billing`],
    why: "Finds the calls of a month.",
  },
  openTables,
];

/** Rights of `./aybiza offboard`. */
export const offboardRights: readonly Right[] = [
  {
    sid: "ReadLedger",
    actions: ["dynamodb:Scan"],
    resources: [ROUTES],
    why: "Reads the ledger of the tenant's numbers.",
  },
  {
    sid: "ReadCalls",
    actions: ["dynamodb:BatchGetItem"],
    resources: [CALLS],
    why: "Reads the call records for the export.",
  },
  {
    sid: "FindCalls",
    actions: ["dynamodb:Query"],
    resources: [`${CALLS}/index/billing`],
    why: "Finds the calls of a month.",
  },
  openTables,
];
