import { type Right, untriedSince } from "./right.ts";
import { CALLS, QUEUE, ROUTES } from "./tables.ts";

/** ARNs of the resources of a handler's rights: patterns in the published policies, the actual ARNs in a region's program. */
export interface HandlerArns<T> {
  readonly routes: T;
  readonly calls: T;
  readonly tableKey: T;
  readonly tokenKey: T;
  readonly queue: T;
  /** Streams of the handler's own log group. Lambda chooses their names. */
  readonly logStreams: T;
}

/** A right on resources of one kind. */
type RightOn<T> = Omit<Right, "resources" | "condition"> & { readonly resources: readonly (T | "*")[] };

/** Rights of a handler on the late-events queue. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const QUEUE_RIGHTS = {
  send: {
    sid: "KeepLateEvents",
    actions: ["sqs:SendMessage"],
    why: "Queues call events that can't be written in time.",
    untried: { "sqs:SendMessage": "only while a table can't be reached" },
  },
  receive: {
    sid: "TakeLateEvents",
    actions: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
    why: "Lambda receives the queued events with the handler's role.",
    untried: untriedSince("MiniStack's Lambda receives messages without the handler's role", [
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:ReceiveMessage",
    ]),
  },
};

/** The rights of a handler's role: only those that the handler needs. */
export function handlerRights<T>(may: keyof typeof QUEUE_RIGHTS, arns: HandlerArns<T>): readonly RightOn<T>[] {
  return [
    {
      sid: "ReadRoutes",
      actions: ["dynamodb:GetItem", "dynamodb:Query"],
      resources: [arns.routes],
      why: "Reads the route of a number and the signing tokens of an account.",
    },
    {
      sid: "RecordCalls",
      actions: ["dynamodb:UpdateItem"],
      resources: [arns.calls],
      why: "Writes call events into the call record.",
    },
    {
      sid: "OpenTables",
      actions: ["kms:Decrypt"],
      resources: [arns.tableKey],
      why: "DynamoDB decrypts the tables with the handler's role.",
      source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html",
    },
    {
      sid: "OpenTokens",
      actions: ["kms:Decrypt"],
      resources: [arns.tokenKey],
      why: "Unseals the tokens that webhooks are signed with.",
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
      why: "Lambda writes the handler's log with the handler's role.",
      untried: untriedSince("MiniStack's Lambda writes logs without the handler's role", [
        "logs:CreateLogStream",
        "logs:PutLogEvents",
      ]),
    },
  ];
}

const key = "arn:{partition}:kms:{awsRegion}:{account}:key";

/** The handlers' rights as published, with placeholders for the keys' ids. */
export const publishedHandlerRights = (handler: string, may: keyof typeof QUEUE_RIGHTS): readonly Right[] =>
  handlerRights(may, {
    routes: ROUTES,
    calls: CALLS,
    tableKey: `${key}/<of the tables>`,
    tokenKey: `${key}/<of the tokens>`,
    queue: QUEUE,
    logStreams: `arn:{partition}:logs:{awsRegion}:{account}:log-group:/aybiza/{region}/${handler}:log-stream:*`,
  });
