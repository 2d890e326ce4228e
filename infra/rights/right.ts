/** Something that a role may do: a statement of its policy, and why it stands there. */
export interface Right {
  /** Name of the statement. */
  readonly sid: string;
  readonly actions: readonly string[];
  /** ARNs with {@link Values} in braces, or `*` alone where AWS takes no ARN for any of the actions (authorization.json). */
  readonly resources: readonly string[];
  readonly condition?: Condition;
  /** Who or what needs it, and why it isn't narrower where one might think it could be. */
  readonly why: string;
  /** Where AWS, or the provider that asks, says so, beside the reference that authorization.json is made from. */
  readonly source?: string;
  /** Actions that no trial against MiniStack asks for, each with the reason. */
  readonly untried?: Readonly<Record<string, string>>;
}

export type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** What a policy is written for. Names in braces in the list; words in angle brackets in what is published. */
export interface Values {
  readonly partition: string;
  /** Suffix of the names of AWS's services in this partition. */
  readonly suffix: string;
  readonly awsRegion: string;
  /** 12 digits. */
  readonly account: string;
  /** Id of the region. */
  readonly region: string;
  /** Webhook domain of the region. */
  readonly domain: string;
  /** Id of the Route 53 zone that holds it. */
  readonly zone: string;
  /** AWS Region of the region's fallback. */
  readonly fallbackRegion: string;
}

/** A policy of IAM. */
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

/** Characters of a managed policy that AWS counts, which is all but white space. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const MANAGED_POLICY_CHARACTERS = 6_144;
/** Managed policies that a role takes, unless AWS raised it. The same page. */
export const POLICIES_OF_A_ROLE = 10;

/** The policy that grants these rights, written for one place. */
export function documentOf(rights: readonly Right[], values: Values): PolicyDocument {
  const filled = (text: string): string =>
    text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name as keyof Values];
      if (value === undefined) throw new Error(`a right names ${whole}, which nothing is written for`);
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

/** What AWS counts of a policy. */
export const charactersOf = (document: PolicyDocument): number => JSON.stringify(document).replaceAll(/\s/g, "").length;

/** What a policy is published for: to be pasted, with words in place of values. */
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

/** The partition of an AWS Region, and the suffix of its services' names in policies. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function partitionOf(awsRegion: string): Pick<Values, "partition" | "suffix"> {
  const partitions = { "cn-": "aws-cn", "us-gov-": "aws-us-gov", "eusc-": "aws-eusc" };
  const partition = Object.entries(partitions).find(([begin]) => awsRegion.startsWith(begin))?.[1] ?? "aws";
  return { partition, suffix: partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com" };
}

/** Why no trial asks for an action: the official provider calls more than a rehearsal's own. */
export const OFFICIAL = "the official provider asks it; a rehearsal's own doesn't";

/** The same reason for several actions. */
export const untriedSince = (reason: string, actions: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(actions.map((action) => [action, reason]));
