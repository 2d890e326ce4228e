import { readFileSync } from "node:fs";
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateUserCommand,
  DeletePolicyVersionCommand,
  IAMClient,
  ListPolicyVersionsCommand,
  SimulatePrincipalPolicyCommand,
} from "@aws-sdk/client-iam";
import { GRANTEES, type Grantee } from "../../infra/rights/published.ts";
import { type Condition, documentOf, type Right, type Values } from "../../infra/rights/right.ts";
import { type Credentials, ROOT } from "../../rehearsal/aws/provider/aws.ts";

/** Condition keys that MiniStack doesn't support. They are removed from the policies, since MiniStack would deny every request. */
const UNKNOWN = ["kms:ResourceAliases", "kms:ViaService", "lambda:FunctionArn"];

/** An authorization decision of MiniStack: the access key, the action and the resource of a request. */
export interface Asked {
  readonly key: string;
  readonly action: string;
  readonly resource: string;
  readonly denied: boolean;
}

export const grantee = (name: string): Grantee => GRANTEES.find((one) => one.name === name)!;
export const rightsOf = (name: string): readonly Right[] => Object.values(grantee(name).policies).flat();

export const environmentOf = ({ accessKeyId, secretAccessKey }: Credentials) => ({
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
});

/** Returns the values for the policies' placeholders: the sample's region in MiniStack's default account. */
export const valuesOf = (zoneId: string): Values => ({
  partition: "aws",
  suffix: "amazonaws.com",
  awsRegion: "us-east-1",
  account: "000000000000",
  region: "us",
  domain: "voice.us.aybiza.example",
  zone: zoneId.replace("/hostedzone/", ""),
  fallbackRegion: "us-west-2",
});

/** IAM users in MiniStack that have exactly the published policies. */
export class Users {
  readonly #iam: IAMClient;
  readonly #log: string;
  readonly #values: Values;

  constructor(endpoint: string, log: string, values: Values) {
    this.#iam = new IAMClient({ endpoint, region: "us-east-1", credentials: ROOT });
    this.#log = log;
    this.#values = values;
  }

  /** Creates a user with the managed policies of the grantee of the same name. */
  async make(name: string): Promise<Credentials> {
    await this.#iam.send(new CreateUserCommand({ UserName: name }));
    for (const [policy, rights] of Object.entries(grantee(name).policies)) {
      const PolicyDocument = this.#document(rights);
      const { Policy } = await this.#iam.send(new CreatePolicyCommand({ PolicyName: policy, PolicyDocument }));
      await this.#iam.send(new AttachUserPolicyCommand({ UserName: name, PolicyArn: Policy!.Arn! }));
    }
    const { AccessKey } = await this.#iam.send(new CreateAccessKeyCommand({ UserName: name }));
    return { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
  }

  /** Removes an action from all policies of a user. Without an action, restores the complete policies. */
  async without(name: string, action?: string): Promise<void> {
    for (const [policy, rights] of Object.entries(grantee(name).policies)) {
      const left = rights.flatMap((right) => {
        const actions = right.actions.filter((one) => one !== action);
        return actions.length === 0 ? [] : [{ ...right, actions }];
      });
      const PolicyArn = `arn:aws:iam::${this.#values.account}:policy/${policy}`;
      const PolicyDocument = this.#document(left);
      await this.#iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true }));
      // Deletes the older versions: IAM allows at most five versions of a policy.
      const { Versions = [] } = await this.#iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
      for (const { VersionId } of Versions.filter((one) => one.IsDefaultVersion !== true))
        await this.#iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
    }
  }

  /** Returns whether MiniStack's policies allow a user an action on a resource. */
  async may(name: string, action: string, resource: string): Promise<boolean> {
    const { EvaluationResults = [] } = await this.#iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: `arn:aws:iam::${this.#values.account}:user/${name}`,
        ActionNames: [action],
        ResourceArns: [resource],
      }),
    );
    return EvaluationResults.every(({ EvalDecision }) => EvalDecision === "allowed");
  }

  /** Returns the decisions for requests with these credentials, without duplicates. */
  asked({ accessKeyId }: Credentials): Asked[] {
    return this.#noted().filter(({ key }) => key === accessKeyId);
  }

  /**
   * Returns the decisions for sessions of roles, which are the handlers'; their key ids begin with ASIA.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
   */
  ofRoles(): Asked[] {
    return this.#noted().filter(({ key }) => key.startsWith("ASIA"));
  }

  #noted(): Asked[] {
    const all = readFileSync(this.#log, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Asked);
    return [...new Map(all.map((one) => [`${one.key} ${one.action} ${one.resource} ${one.denied}`, one])).values()];
  }

  close(): void {
    this.#iam.destroy();
  }

  #document(rights: readonly Right[]): string {
    const known = rights.map(({ condition, ...right }) => ({ ...right, ...withoutUnknown(condition) }));
    return JSON.stringify(documentOf(known, this.#values));
  }
}

function withoutUnknown(condition: Condition | undefined): { condition?: Condition } {
  const kept = Object.entries(condition ?? {}).flatMap(([operator, tests]) => {
    const known = Object.entries(tests).filter(([key]) => !UNKNOWN.includes(key));
    return known.length === 0 ? [] : [[operator, Object.fromEntries(known)]];
  });
  return kept.length === 0 ? {} : { condition: Object.fromEntries(kept) as Condition };
}
