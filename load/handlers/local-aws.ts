import { createHash } from "node:crypto";
import { type AttributeValue, ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import type { Mood } from "../../lambdas/testbed/dynamodb.ts";
import { type Bed, bed } from "../../lambdas/testbed/fixture.ts";
import type { Wire, WireReply } from "./below-sdk.ts";

const json = (status: number, body: object): WireReply => ({
  status,
  headers: { "content-type": "application/x-amz-json-1.0" },
  body: JSON.stringify(body),
});

/** DynamoDB's answer while it fails. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
const OUT_OF_ORDER = json(500, {
  __type: "com.amazonaws.dynamodb.v20120810#InternalServerError",
  message: "The request processing has failed because of an unknown error, exception or failure.",
});

/** An in-memory stand-in for the region's tables, KMS key and queue of late events, answering as AWS does over HTTP. */
export class LocalAws {
  /** Whether DynamoDB works, fails or hangs. KMS and SQS always work. */
  tables: Mood = "well";
  /** Bodies of the messages in the queue. */
  readonly queue: string[] = [];
  /** Total number of messages sent to the queue. */
  sent = 0;
  readonly #bed: Bed = bed();

  readonly wire: Wire = ({ target, body }) => {
    const [service = "", operation = ""] = target.split(".");
    if (service === "DynamoDB_20120810") return this.#dynamodb(operation, JSON.parse(body));
    if (service === "AmazonSQS" && operation === "SendMessage") return this.#send(JSON.parse(body).MessageBody);
    if (service === "TrentService" && operation === "Decrypt") return this.#decrypt(JSON.parse(body));
    throw new Error(`LocalAws doesn't support ${target}, which a handler called: add it to load/handlers/local-aws.ts`);
  };

  /** Returns a call's record. */
  item(callSid: string): Record<string, AttributeValue> | undefined {
    return this.#bed.db.item("calls", callSid);
  }

  /** Deletes a call's checked record, so that memory doesn't grow. */
  remove(callSid: string): void {
    this.#bed.db.items.delete(`calls ${callSid}`);
  }

  /** Number of call records in the table. */
  get records(): number {
    let count = 0;
    for (const key of this.#bed.db.items.keys()) if (key.startsWith("calls ")) count++;
    return count;
  }

  #dynamodb(operation: string, input: object): WireReply | undefined {
    if (this.tables === "hangs") return undefined;
    if (this.tables === "throws") return OUT_OF_ORDER;
    const { db } = this.#bed;
    db.reads.length = 0;
    try {
      return json(200, db.answer(operation, input));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const __type = "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException";
      return json(400, { __type, message: error.message, ...(error.Item && { Item: error.Item }) });
    }
  }

  #send(message: string): WireReply {
    this.queue.push(message);
    this.sent++;
    const MD5OfMessageBody = createHash("md5").update(message).digest("hex");
    return json(200, { MessageId: `m-${this.sent}`, MD5OfMessageBody });
  }

  #decrypt(input: { CiphertextBlob: string; KeyId: string; EncryptionAlgorithm: string }): WireReply {
    const CiphertextBlob = Buffer.from(input.CiphertextBlob, "base64");
    const plain = this.#bed.kms.open({ ...input, CiphertextBlob } as Parameters<Bed["kms"]["open"]>[0]);
    return json(200, { KeyId: input.KeyId, Plaintext: Buffer.from(plain.Plaintext).toString("base64") });
  }
}
