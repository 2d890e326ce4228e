import { DeleteApiCommand, GetApisCommand } from "@aws-sdk/client-apigatewayv2";
import { DeleteAlarmsCommand, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { DeleteLogGroupCommand, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DeleteTableCommand, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { DeleteAliasCommand, ListAliasesCommand, ScheduleKeyDeletionCommand } from "@aws-sdk/client-kms";
import { DeleteFunctionCommand, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { DeleteTopicCommand, ListTopicsCommand } from "@aws-sdk/client-sns";
import { DeleteQueueCommand, ListQueuesCommand } from "@aws-sdk/client-sqs";
import type { Clients } from "./clients.ts";
import { unprotectTable } from "./tables.ts";

/** A kind of AWS resource, such as a table, that a region deploys. */
export interface Held {
  readonly kind: string;
  /** The IAM permission that `list` needs. */
  readonly right: string;
  /** Returns the first page of resources: each with its name, and the id that a delete needs if it isn't the name. */
  readonly list: (clients: Clients) => Promise<readonly Item[]>;
  readonly remove: (clients: Clients, item: Item) => Promise<unknown>;
}

export interface Item {
  readonly name: string | undefined;
  readonly id?: string | undefined;
}

/** The kinds of resources of which a scratch account must have none. */
export const HELD: readonly Held[] = [
  {
    ...{ kind: "table", right: "dynamodb:ListTables" },
    list: async ({ dynamodb }) =>
      ((await dynamodb.send(new ListTablesCommand())).TableNames ?? []).map((name) => ({ name })),
    remove: async ({ dynamodb }, { name = "" }) => {
      await unprotectTable(dynamodb, name);
      await dynamodb.send(new DeleteTableCommand({ TableName: name }));
    },
  },
  {
    ...{ kind: "function", right: "lambda:ListFunctions" },
    list: async ({ lambda }) =>
      ((await lambda.send(new ListFunctionsCommand())).Functions ?? []).map((one) => ({ name: one.FunctionName })),
    remove: ({ lambda }, { name }) => lambda.send(new DeleteFunctionCommand({ FunctionName: name })),
  },
  {
    ...{ kind: "HTTP API", right: "apigateway:GET" },
    list: async ({ apigateway }) =>
      ((await apigateway.send(new GetApisCommand())).Items ?? []).map((one) => ({ name: one.Name, id: one.ApiId })),
    remove: ({ apigateway }, { id }) => apigateway.send(new DeleteApiCommand({ ApiId: id })),
  },
  {
    ...{ kind: "queue", right: "sqs:ListQueues" },
    list: async ({ sqs }) =>
      ((await sqs.send(new ListQueuesCommand())).QueueUrls ?? []).map((id) => ({ name: id.split("/").at(-1), id })),
    remove: ({ sqs }, { id }) => sqs.send(new DeleteQueueCommand({ QueueUrl: id })),
  },
  {
    ...{ kind: "topic", right: "sns:ListTopics" },
    list: async ({ sns }) =>
      ((await sns.send(new ListTopicsCommand())).Topics ?? []).map(({ TopicArn: id }) => ({
        ...{ name: id?.split(":").at(-1), id },
      })),
    remove: ({ sns }, { id }) => sns.send(new DeleteTopicCommand({ TopicArn: id })),
  },
  {
    ...{ kind: "alarm", right: "cloudwatch:DescribeAlarms" },
    list: async ({ cloudwatch }) =>
      ((await cloudwatch.send(new DescribeAlarmsCommand())).MetricAlarms ?? []).map((one) => ({ name: one.AlarmName })),
    remove: ({ cloudwatch }, { name = "" }) => cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [name] })),
  },
  {
    ...{ kind: "log group", right: "logs:DescribeLogGroups" },
    list: async ({ logs }) =>
      ((await logs.send(new DescribeLogGroupsCommand())).logGroups ?? []).map((one) => ({ name: one.logGroupName })),
    remove: ({ logs }, { name }) => logs.send(new DeleteLogGroupCommand({ logGroupName: name })),
  },
  {
    ...{ kind: "key", right: "kms:ListAliases" },
    // AWS's own keys, which every account has, don't count. Keys scheduled for deletion have no alias, so they aren't listed.
    list: async ({ kms }) =>
      ((await kms.send(new ListAliasesCommand())).Aliases ?? [])
        .filter(({ AliasName }) => !AliasName?.startsWith("alias/aws/"))
        .map((one) => ({ name: one.AliasName, id: one.TargetKeyId })),
    remove: async ({ kms }, { name, id }) => {
      await kms.send(new ScheduleKeyDeletionCommand({ KeyId: id, PendingWindowInDays: 7 }));
      await kms.send(new DeleteAliasCommand({ AliasName: name }));
    },
  },
];

/** Lists the resources of a region that the account still has, independent of Pulumi's state: `table aybiza-live-3f9a1c-routes`. */
export async function heldOf(clients: Clients, region: string): Promise<readonly string[]> {
  return (await itemsOf(clients, region)).map(({ held, item }) => `${held.kind} ${item.name}`);
}

/** Removes the resources of a region that `destroy` doesn't know: a killed engine created them without saving them in the state. */
export async function removeHeld(clients: Clients, region: string): Promise<void> {
  for (const { held, item } of await itemsOf(clients, region)) await held.remove(clients, item);
}

async function itemsOf(clients: Clients, region: string) {
  const all = await Promise.all(HELD.map(async (held) => (await held.list(clients)).map((item) => ({ held, item }))));
  return all.flat().filter(({ item }) => new RegExp(`(^|/)aybiza[-/]${region}`).test(item.name ?? ""));
}
