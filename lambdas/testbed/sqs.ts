import type { Mood } from "./dynamodb.ts";

export const QUEUE_URL = "https://sqs.us-east-1.amazonaws.com/000000000000/late-events";

/** A queue in memory. */
export class MemoryQueue {
  readonly messages: string[] = [];
  mood: Mood = "well";

  // biome-ignore lint/suspicious/noExplicitAny: the client's `send` has an overload for each command
  send = async (command: any): Promise<any> => {
    if (this.mood === "throws") throw Object.assign(new Error("the queue fails"), { name: "ServiceUnavailable" });
    if (this.mood === "hangs") return new Promise(() => {});
    if (command.constructor.name !== "SendMessageCommand")
      throw new Error(`the double doesn't support ${command.constructor.name}`);
    if (command.input.QueueUrl !== QUEUE_URL) throw new Error(`no queue ${command.input.QueueUrl}`);
    this.messages.push(command.input.MessageBody);
    return { MessageId: `m-${this.messages.length}` };
  };

  /** The messages as Lambda delivers them. */
  batch(): { Records: { messageId: string; body: string }[] } {
    return { Records: this.messages.map((body, i) => ({ messageId: `m-${i + 1}`, body })) };
  }
}
