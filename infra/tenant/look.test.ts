import * as aybiza from "@pulumi/aybiza";
import * as pulumi from "@pulumi/pulumi";
import { expect, it, vi } from "vitest";
import type { TenantFile } from "../../domain/config/load.ts";
import type { TenantPlan } from "../../domain/rules/plan.ts";
import { lookAtItems } from "./look.ts";
import type { HeldStack } from "./region-link.ts";

const DENIED =
  "the AWS credentials may not do this to table aybiza-us-routes in us-east-1 (User: arn:aws:iam::111122223333:user/ops is not authorized to perform: dynamodb:BatchGetItem)";

it("a denied look logs a warning that names the missing right", async () => {
  const asked: unknown[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
      call: ({ token, inputs }) => {
        asked.push([token, inputs]);
        // The engine passes a provider's error on in this form.
        throw Object.assign(new Error(), { details: `invocation of ${token} returned an error: ${DENIED}` });
      },
    },
    "aybiza",
    "acme-us",
    false,
  );
  const warn = vi.spyOn(pulumi.log, "warn").mockResolvedValue();
  const provider = new aybiza.Provider("region", { region: "us-east-1" });
  const table = { name: "aybiza-us-routes", tenant: "acme", provider };
  const held = { numbers: { desk: { number: "+14155550101" } }, connections: {} };
  lookAtItems(
    { tenant: { id: "acme" } } as TenantFile,
    { agents: [] } as unknown as TenantPlan,
    held as unknown as HeldStack,
    table,
  );
  await vi.waitFor(() => expect(warn).toHaveBeenCalledTimes(1));
  expect(warn.mock.calls[0]![0]).toBe(
    `Can't read this tenant's items in aybiza-us-routes, so this run compares with the stack's state alone and doesn't repair items that were changed or deleted by hand. ${DENIED}`,
  );
  expect(asked).toHaveLength(1);
  warn.mockRestore();
});
