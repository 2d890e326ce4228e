/** A statement of a role's policy, with its reason. */
export interface Right {
  /** Name of the statement. */
  readonly sid: string;
  readonly actions: readonly string[];
  /** ARNs with names of {@link Values} in braces; only `*` if AWS accepts no ARN for any of the actions (authorization.json). */
  readonly resources: readonly string[];
  readonly condition?: Condition;
  /** What needs it, and why it isn't narrower. */
  readonly why: string;
  /** AWS page or provider code that shows the need, in addition to the reference that authorization.json comes from. */
  readonly source?: string;
  /** Actions that the trials on MiniStack never use, each with the reason. */
  readonly untried?: Readonly<Record<string, string>>;
}

export type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** Values to fill into a policy. Rights contain their names in braces; published policies contain placeholders in angle brackets. */
export interface Values {
  readonly partition: string;
  /** DNS suffix of AWS's service names in this partition. */
  readonly suffix: string;
  readonly awsRegion: string;
  /** AWS account id, 12 digits. */
  readonly account: string;
  /** Id of the region. */
  readonly region: string;
  /** Webhook domain of the region. */
  readonly domain: string;
  /** Id of the domain's Route 53 zone. */
  readonly zone: string;
  /** AWS Region of the region's fallback. */
  readonly fallbackRegion: string;
}

/** An IAM policy. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: "Allow";
    readonly Action: readonly string[];
    readonly Resource: string | readonly string[];
    readonly Condition?: Condition;
  }[];
}

/** Maximum characters of a managed policy, without white space. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const MANAGED_POLICY_CHARACTERS = 6_144;
/** Maximum managed policies of a role, by AWS's default quota. Same page. */
export const POLICIES_OF_A_ROLE = 10;

/** Makes the policy that grants these rights, with the values filled in. */
export function documentOf(rights: readonly Right[], values: Values): PolicyDocument {
  const filled = (text: string): string =>
    text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name as keyof Values];
      if (value === undefined) throw new Error(`a right names ${whole}, for which there is no value`);
      return value;
    });
  return {
    Version: "2012-10-17",
    Statement: rights.map(({ sid, actions, resources, condition }) => ({
      Sid: sid,
      Effect: "Allow",
      Action: [...actions].sort(),
      Resource: resources[0] === "*" ? "*" : resources.map(filled),
      ...(condition && { Condition: JSON.parse(filled(JSON.stringify(condition))) as Condition }),
    })),
  };
}

/** Returns a policy's length as AWS counts it. */
export const charactersOf = (document: PolicyDocument): number => JSON.stringify(document).replaceAll(/\s/g, "").length;

/** Placeholders in the published policies, for the reader to replace. */
export const PLACEHOLDERS: Values = {
  partition: "aws",
  suffix: "amazonaws.com",
  awsRegion: "<AWS Region>",
  account: "<account>",
  region: "<region>",
  domain: "<webhook domain>",
  zone: "<zone id>",
  fallbackRegion: "<AWS Region of the fallback>",
};

/** Returns the partition of an AWS Region and its DNS suffix. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function partitionOf(awsRegion: string): Pick<Values, "partition" | "suffix"> {
  const partitions = { "cn-": "aws-cn", "us-gov-": "aws-us-gov", "eusc-": "aws-eusc" };
  const partition = Object.entries(partitions).find(([begin]) => awsRegion.startsWith(begin))?.[1] ?? "aws";
  return { partition, suffix: partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com" };
}

/** Reason for an action that only the official provider uses: a rehearsal's own provider makes fewer calls. */
export const OFFICIAL = "the official provider uses it; a rehearsal's own doesn't";

/** Gives several untried actions the same reason. */
export const untriedSince = (reason: string, actions: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(actions.map((action) => [action, reason]));
