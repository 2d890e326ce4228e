import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { vi } from "vitest";
import { loadStackFile, type RegionFile } from "../../../domain/config/load.ts";

/** A resource as the program declares it. */
export interface Declared {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
}

/** ARN that the mocks give to a resource of this name. */
export const arnOf = (name: string) => `arn:aws:test:us-east-1:111122223333:${name}`;

/** Runs the program of the sample region `us` against mocks; `change` edits its file. Works only once in a process. */
export async function declareRegion(
  change?: (file: RegionFile) => RegionFile,
  config?: Readonly<Record<string, string>>,
): Promise<Declared[]> {
  return (await declareAndDeploy(change, undefined, config)).declared;
}

/** Like {@link declared}, and also returns the stack's outputs. `deployed` is the output `region` of its last update; absent: never deployed. */
export async function declareAndDeploy(
  change: (file: RegionFile) => RegionFile = (file) => file,
  deployed?: Readonly<Record<string, unknown>>,
  config: Readonly<Record<string, string>> = {},
): Promise<{ readonly declared: Declared[]; readonly outputs: Readonly<Record<string, unknown>> }> {
  const declared: Declared[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        declared.push({ type, name, inputs });
        const arn = arnOf(name);
        return {
          id: `${name}-id`,
          state: {
            ...inputs,
            // Outputs of the stack's reference to itself.
            ...(type === "pulumi:pulumi:StackReference" && { outputs: deployed ? { region: deployed } : {} }),
            arn,
            invokeArn: `${arn}/invoke`,
            executionArn: arn,
            keyId: "key",
            version: "1",
            url: `https://sqs.us-east-1.amazonaws.com/111122223333/${name}`,
            domainValidationOptions: [
              { resourceRecordName: "n", resourceRecordType: "CNAME", resourceRecordValue: "v" },
            ],
            bucketRegionalDomainName: `${name}.s3.us-west-2.amazonaws.com`,
            functionUrl: "https://u.lambda-url.eu-west-1.on.aws/",
            domainNameConfiguration: { targetDomainName: "t", hostedZoneId: "Z" },
          },
        };
      },
      call: () => ({
        accountId: "111122223333",
        region: "us-east-1",
        partition: "aws",
        zoneId: "Z1",
        publicKeyPem: "pem",
      }),
    },
    "aybiza",
    "us",
    false,
    "organization",
  );
  pulumi.runtime.setAllConfig({ "aws:region": "us-east-1", ...config });
  const { regionProgram } = await import("../program.ts");
  const file = loadStackFile(join(import.meta.dirname, "../../../stacks"), "us") as RegionFile;
  const outputs = await regionProgram(change(file));
  // The guard is declared last, since it depends on all other resources.
  await vi.waitFor(() => {
    if (!declared.some(({ type }) => type === "aybiza:index:RegionGuard")) throw new Error("the guard isn't declared");
  });
  return { declared, outputs };
}

/** Returns the statements of a policy. */
export const statements = (policy: unknown) =>
  (
    JSON.parse(String(policy)) as {
      Statement: {
        Sid: string;
        Effect: string;
        Principal?: unknown;
        Action: string[] | string;
        Resource: string[] | string;
        Condition?: unknown;
      }[];
    }
  ).Statement;
