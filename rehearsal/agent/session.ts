import type { WebSocket } from "ws";
import type { AgentManifest } from "../../domain/config/agent.ts";
import { reply } from "./flow.ts";
import { type Incoming, incoming, type Outgoing, type Setup, tokens } from "./protocol.ts";

/** A record of one conversation, for tests and reports. */
export interface AgentSession {
  readonly tenant: string;
  readonly agent: string;
  sid: string | undefined;
  callSid: string | undefined;
  version: string | undefined;
  /** Names of the intents that matched, in order; undefined where none did. */
  readonly intents: (string | undefined)[];
  state: "waiting" | "talking" | "ended" | "closed";
}

/** Loads the manifest of an agent's version; throws when there is none. */
export type ManifestSource = (tenant: string, agent: string, version: string) => Promise<AgentManifest>;

/** A protocol error of the client. The socket is closed with this WebSocket close code. */
class Fault extends Error {
  readonly code: number;

  constructor(code: number, reason: string) {
    super(reason);
    this.code = code;
  }
}

/**
 * Serves ConversationRelay on one socket for one agent. Twilio speaks the greeting, so the agent sends nothing before the first
 * prompt. A message that can't be parsed closes the socket with 1007, one sent out of order with 1008.
 */
export function serve(socket: WebSocket, session: AgentSession, manifests: ManifestSource): void {
  let manifest: AgentManifest | undefined;
  const send = (message: Outgoing): void => socket.send(JSON.stringify(message));

  async function setup(message: Setup): Promise<void> {
    const { tenant, agent, version } = message.customParameters;
    if (session.sid !== undefined) throw new Fault(1008, "setup was sent already");
    if (tenant !== session.tenant || agent !== session.agent) {
      throw new Fault(1008, "customParameters name another agent than the URL");
    }
    Object.assign(session, { sid: message.sessionId, callSid: message.callSid, version });
    try {
      manifest = await manifests(tenant, agent, version);
    } catch {
      throw new Fault(1011, `no manifest of ${tenant}/${agent} version ${version}`.slice(0, 120));
    }
    session.state = "talking";
  }

  function prompt(sentence: string): void {
    if (!manifest) throw new Fault(1008, "prompt before setup");
    const answer = reply(sentence, manifest.flow);
    session.intents.push(answer.intent);
    for (const message of tokens(answer.text)) send(message);
    if (answer.next === "listen") return;
    session.state = "ended";
    const handOver = { reason: "hand-over", intent: answer.intent };
    send(answer.next === "end" ? { type: "end" } : { type: "end", handoffData: JSON.stringify(handOver) });
  }

  async function receive(text: string): Promise<void> {
    const message = read(text);
    if (message.type === "setup") await setup(message);
    else if (session.sid === undefined) throw new Fault(1008, `${message.type} before setup`);
    else if (message.type === "prompt" && message.last && session.state === "talking") prompt(message.voicePrompt);
  }

  let queue = Promise.resolve();
  socket.on("message", (data, binary) => {
    queue = queue
      .then(() => {
        if (socket.readyState !== socket.OPEN) return;
        if (binary) throw new Fault(1007, "messages are JSON text");
        return receive(String(data));
      })
      .catch((error: unknown) => {
        const fault = error instanceof Fault ? error : new Fault(1011, "internal error");
        socket.close(fault.code, fault.message);
      });
  });
  // On a frame that is too large or malformed, ws itself closes the socket with 1009 or 1002.
  socket.on("error", () => {});
  socket.on("close", () => {
    session.state = "closed";
  });
}

function read(text: string): Incoming {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Fault(1007, "the message isn't JSON");
  }
  const parsed = incoming.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Fault(1008, `invalid message at "${issue?.path.join(".") ?? ""}": ${issue?.message ?? ""}`.slice(0, 120));
}
