import { Table } from "@pulumi/aws/dynamodb/table.js";
import * as pulumi from "@pulumi/pulumi";
import { BILLED_FIELDS, BILLING_INDEX, BILLING_KEY } from "../../domain/contract/billing.ts";

/** Input of the tables. */
export interface TablesArgs {
  readonly keyArn: pulumi.Input<string>;
}

/** The region's two tables: routes, which the router reads, and calls, with one record for each call. */
export class Tables extends pulumi.ComponentResource {
  /** Keys `pk` and `sk`: domain/contract/route.ts. */
  readonly routes: Table;
  /** Key `callSid`, an index for invoices (domain/contract/billing.ts), TTL attribute `expiresAt`. */
  readonly calls: Table;

  constructor(name: string, args: TablesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aybiza:region:Tables", name, {}, opts);
    const shared = {
      billingMode: "PAY_PER_REQUEST",
      serverSideEncryption: { enabled: true, kmsKeyArn: args.keyArn },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: true,
    };
    // Protected: the tables hold items of tenants' stacks.
    const guard = { parent: this, protect: true };
    this.routes = new Table(
      `${name}-routes`,
      {
        ...shared,
        name: `${name}-routes`,
        hashKey: "pk",
        rangeKey: "sk",
        attributes: [
          { name: "pk", type: "S" },
          { name: "sk", type: "S" },
        ],
      },
      guard,
    );
    this.calls = new Table(
      `${name}-calls`,
      {
        ...shared,
        name: `${name}-calls`,
        hashKey: "callSid",
        attributes: [
          { name: "callSid", type: "S" },
          { name: BILLING_KEY, type: "S" },
        ],
        globalSecondaryIndexes: [
          {
            name: BILLING_INDEX,
            keySchemas: [{ attributeName: BILLING_KEY, keyType: "HASH" }],
            projectionType: "INCLUDE",
            nonKeyAttributes: [...BILLED_FIELDS],
          },
        ],
        ttl: { enabled: true, attributeName: "expiresAt" },
      },
      guard,
    );
    this.registerOutputs({ routes: this.routes.name, calls: this.calls.name });
  }
}
