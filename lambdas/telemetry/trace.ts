import { randomBytes } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";
import type { StepObserver } from "../tables/deadline.ts";

/** What a step asks of AWS, by what it is for: names of services and operations, and never a value of a call. */
const STEPS: Readonly<Record<string, readonly [service: string, operation: string]>> = {
  "the account": ["DynamoDB", "Query"],
  "the route": ["DynamoDB", "GetItem"],
  "the call record": ["DynamoDB", "UpdateItem"],
  "a signing token": ["KMS", "Decrypt"],
  "the queue": ["SQS", "SendMessage"],
};

/** Before each document of a datagram. https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html */
const HEADER = '{"format":"json","version":1}\n';
/** A trace is never worth a caller's time: what the daemon's socket hasn't taken by then is given up. */
const FLUSH_MS = 20;

/** A subsegment as X-Ray has it. https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-subsegments */
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
 * The steps of a request as subsegments of the trace that Lambda has begun for it, sent to the X-Ray daemon that runs beside the function
 * wherever tracing is on (`AWS_XRAY_DAEMON_ADDRESS`). Does nothing elsewhere, and nothing for a request that isn't sampled.
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
    // Lambda sets the header anew for each request.
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

  /** Resolves when what was seen is on its way: after the answer Lambda may freeze the process. */
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
      // A trace that is lost harms no call, so its failure is nobody's.
      socket.send(HEADER + JSON.stringify(subsegment), port, host, () => resolve());
    }).finally(() => this.#sending.delete(sending));
    this.#sending.add(sending);
  }
}

function daemonAt(address: string | undefined) {
  const parts = /^(\d+\.\d+\.\d+\.\d+):(\d+)$/.exec(address ?? "");
  return parts ? { host: parts[1]!, port: Number(parts[2]) } : undefined;
}

/** The segment of a sampled request. https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
function parentIn(header: string | undefined): { trace_id: string; parent_id: string } | undefined {
  const fields = new Map((header ?? "").split(";").map((part) => part.split("=", 2) as [string, string]));
  const [trace_id, parent_id] = [fields.get("Root"), fields.get("Parent")];
  return trace_id && parent_id && fields.get("Sampled") === "1" ? { trace_id, parent_id } : undefined;
}
