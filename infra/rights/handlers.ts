import { type Right, untriedSince } from "./right.ts";
import { CALLS, QUEUE, ROUTES } from "./tables.ts";

/** What a handler's rights name: patterns where they are published, the resources' own ARNs where a region declares them. */
export interface HandlerArns<T> {
  readonly routes: T;
  readonly calls: T;
  readonly tableKey: T;
  readonly tokenKey: T;
  readonly queue: T;
  /** The streams of the handler's own log group: Lambda names them. */
  readonly logStreams: T;
}

/** A right on resources of one kind. */
type RightOn<T> = Omit<Right, "resources" | "condition"> & { readonly resources: readonly (T | "*")[] };

/** What a handler may do with the queue of late events. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const QUEUE_RIGHTS = {
  send: {
    sid: "KeepLateEvents",
    actions: ["sqs:SendMessage"],
    why: "Keeps what can't be written in time.",
    untried: { "sqs:SendMessage": "only while a table can't be reached" },
  },
  receive: {
    sid: "TakeLateEvents",
    actions: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
    why: "Lambda takes what waits in the handler's name.",
    untried: untriedSince("MiniStack's Lambda takes messages in nobody's name", [
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:ReceiveMessage",
    ]),
  },
};

/** What a handler does, and no more: its role's policy. */
export function handlerRights<T>(may: keyof typeof QUEUE_RIGHTS, arns: HandlerArns<T>): readonly RightOn<T>[] {
  return [
    {
      sid: "ReadRoutes",
      actions: ["dynamodb:GetItem", "dynamodb:Query"],
      resources: [arns.routes],
      why: "The route of a number, and the tokens of an account.",
    },
    {
      sid: "RecordCalls",
      actions: ["dynamodb:UpdateItem"],
      resources: [arns.calls],
      why: "Writes what happens to a call.",
    },
    {
      sid: "OpenTables",
      actions: ["kms:Decrypt"],
      resources: [arns.tableKey],
      why: "DynamoDB opens the tables in the handler's name.",
      source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html",
    },
    {
      sid: "OpenTokens",
      actions: ["kms:Decrypt"],
      resources: [arns.tokenKey],
      why: "Opens the tokens that webhooks are signed with.",
    },
    { ...QUEUE_RIGHTS[may], resources: [arns.queue] },
    {
      sid: "Trace",
      actions: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
      resources: ["*"],
      why: "Sends its traces.",
      untried: untriedSince("MiniStack has no X-Ray", ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]),
    },
    {
      sid: "WriteLogs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [arns.logStreams],
      why: "Lambda writes the handler's log in its name.",
      untried: untriedSince("MiniStack's Lambda writes logs in nobody's name", [
        "logs:CreateLogStream",
        "logs:PutLogEvents",
      ]),
    },
  ];
}

const key = "arn:{partition}:kms:{awsRegion}:{account}:key";

/** The same as it is published; a region writes the keys' own ids. */
export const publishedHandlerRights = (handler: string, may: keyof typeof QUEUE_RIGHTS): readonly Right[] =>
  handlerRights(may, {
    routes: ROUTES,
    calls: CALLS,
    tableKey: `${key}/<of the tables>`,
    tokenKey: `${key}/<of the tokens>`,
    queue: QUEUE,
    logStreams: `arn:{partition}:logs:{awsRegion}:{account}:log-group:/aybiza/{region}/${handler}:log-stream:*`,
  });
