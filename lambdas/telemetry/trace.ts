import { randomBytes } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";
import type { StepObserver } from "../tables/deadline.ts";

/** The AWS service and operation of each step. Traces contain only these names, never a call's data. */
const STEPS: Readonly<Record<string, readonly [service: string, operation: string]>> = {
  "the account": ["DynamoDB", "Query"],
  "the route": ["DynamoDB", "GetItem"],
  "the call record": ["DynamoDB", "UpdateItem"],
  "a signing token": ["KMS", "Decrypt"],
  "the queue": ["SQS", "SendMessage"],
};

/** Header of each datagram. https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html */
const HEADER = '{"format":"json","version":1}\n';
/** Milliseconds after which unsent subsegments are dropped, so that tracing never delays a caller. */
const FLUSH_MS = 20;

/** A subsegment in X-Ray's format. https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-subsegments */
export interface Subsegment {
  readonly name: string;
  readonly id: string;
  readonly trace_id: string;
  readonly parent_id: string;
  readonly type: "subsegment";
  /** Seconds since 1970. */
  readonly start_time: number;
  readonly end_time: number;
  readonly namespace: "aws";
  readonly aws: { readonly operation: string };
  readonly fault?: true;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Sends the steps of a sampled request as subsegments of Lambda's trace to the X-Ray daemon, which runs beside the function if tracing is on
 * (`AWS_XRAY_DAEMON_ADDRESS`).
 */
export class Tracer {
  readonly #env: Environment;
  readonly #daemon: { readonly host: string; readonly port: number } | undefined;
  readonly #sending = new Set<Promise<void>>();
  #socket: Socket | undefined;

  constructor(env: Environment) {
    this.#env = env;
    this.#daemon = daemonAt(env.AWS_XRAY_DAEMON_ADDRESS);
  }

  readonly seen: StepObserver = (what, startMs, durationMs, failed) => {
    const step = STEPS[what];
    // Read at each request: Lambda changes this variable.
    const parent = parentIn(this.#env._X_AMZN_TRACE_ID);
    if (this.#daemon === undefined || parent === undefined || step === undefined) return;
    const [name, operation] = step;
    this.#send({
      name,
      id: randomBytes(8).toString("hex"),
      ...parent,
      type: "subsegment",
      start_time: startMs / 1000,
      end_time: (startMs + durationMs) / 1000,
      namespace: "aws",
      aws: { operation },
      ...(failed && { fault: true }),
    });
  };

  /** Resolves when the subsegments are sent. Call it before the reply, after which Lambda may freeze the process. */
  async flush(): Promise<void> {
    if (this.#sending.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, FLUSH_MS);
    });
    await Promise.race([Promise.all(this.#sending), late]);
    clearTimeout(timer);
  }

  #send(subsegment: Subsegment): void {
    const { host, port } = this.#daemon!;
    this.#socket ??= createSocket("udp4").on("error", () => undefined);
    this.#socket.unref();
    const socket = this.#socket;
    const sending = new Promise<void>((resolve) => {
      // A lost subsegment harms no call, so its error is ignored.
      socket.send(HEADER + JSON.stringify(subsegment), port, host, () => resolve());
    }).finally(() => this.#sending.delete(sending));
    this.#sending.add(sending);
  }
}

function daemonAt(address: string | undefined) {
  const parts = /^(\d+\.\d+\.\d+\.\d+):(\d+)$/.exec(address ?? "");
  return parts ? { host: parts[1]!, port: Number(parts[2]) } : undefined;
}

/** Returns the segment of a sampled request. https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
function parentIn(header: string | undefined): { trace_id: string; parent_id: string } | undefined {
  const fields = new Map((header ?? "").split(";").map((part) => part.split("=", 2) as [string, string]));
  const [trace_id, parent_id] = [fields.get("Root"), fields.get("Parent")];
  return trace_id && parent_id && fields.get("Sampled") === "1" ? { trace_id, parent_id } : undefined;
}
