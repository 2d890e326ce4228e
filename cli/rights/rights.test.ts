import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { UserError } from "../../domain/user-error.ts";
import { root } from "../../launch/checkout.ts";

import { rights } from "./run.ts";

const stacks = join(root, "stacks");
const out = vi.spyOn(console, "log").mockImplementation(() => {});
afterEach(() => out.mockClear());
const printed = () => out.mock.calls.map(([line]) => String(line)).join("\n");
const given = { region: "us", account: "111122223333", zone: "Z0123456789" };

describe("aybiza rights", () => {
  it("lists who needs policies", () => {
    expect(rights(undefined, given, stacks)).toBe(0);
    expect(printed()).toContain("region-deployer  The role that runs");
    expect(out).toHaveBeenCalledTimes(8);
  });

  it("prints one policy as IAM takes it, written for the region", () => {
    rights("tenant-deployer", given, stacks);
    expect(JSON.parse(printed())).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "KeepRoutes",
          Effect: "Allow",
          Action: ["BatchGetItem", "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"].map(
            (action) => `dynamodb:${action}`,
          ),
          Resource: ["arn:aws:dynamodb:us-east-1:111122223333:table/aybiza-us-routes"],
        },
        {
          Sid: "OpenTables",
          Effect: "Allow",
          Action: ["kms:Decrypt"],
          Resource: ["arn:aws:kms:us-east-1:111122223333:key/*"],
          Condition: {
            StringEquals: { "kms:ViaService": "dynamodb.us-east-1.amazonaws.com" },
            "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/aybiza-us" },
          },
        },
      ],
    });
  });

  it("prints several, one of several, or all in one object", () => {
    rights("region-deployer", given, stacks);
    expect(printed().match(/^# [\w-]+: \d+ characters$/gm)).toHaveLength(5);
    out.mockClear();
    rights("region-deployer", { ...given, policy: "region-deployer-webhooks" }, stacks);
    expect(JSON.stringify(JSON.parse(printed()))).toContain("arn:aws:route53:::hostedzone/Z0123456789");
    out.mockClear();
    rights("region-deployer", { ...given, json: true }, stacks);
    expect(Object.keys(JSON.parse(printed()).policies)).toEqual(
      ["tables", "functions", "webhooks", "alarms", "fallback-cloudfront"].map((part) => `region-deployer-${part}`),
    );
  });

  it("leaves words where a value isn't given", () => {
    rights("ledger", { region: "us" }, stacks);
    expect(printed()).toContain("arn:aws:dynamodb:us-east-1:<account>:table/aybiza-us-routes");
  });

  it.each([
    ["regoin-deployer", given, "there is no role regoin-deployer", "Did you mean region-deployer?"],
    [
      "ledger",
      { region: "us", account: "1" },
      "1 isn't the id of an AWS account, which has 12 digits",
      "Look yours up:",
    ],
    ["ledger", { region: "acme-us" }, "acme-us is a tenant's stack, not a region", "Name a region:"],
    ["ledger", { region: "nowhere" }, "the file of region nowhere is invalid", "create it"],
    ["ledger", { ...given, policy: "x" }, "this role has no policy x", "Name one of:  ledger"],
  ])("refuses %s of %j", (who, options, message, fix) => {
    const refused = (() => {
      try {
        return rights(who, options, stacks);
      } catch (error) {
        return error;
      }
    })();
    expect(refused).toBeInstanceOf(UserError);
    expect((refused as UserError).message).toContain(message);
    expect((refused as UserError).fix[0]).toContain(fix);
  });
});
