import { ERROR_LOGGED } from "../../domain/contract/events-path.ts";
import { RejectedRequest } from "../http/rejected-request.ts";

/** An entry of an account's error log, as Event Streams delivers it. Of the call's data only the CallSid is read, since other fields name the caller. */
export interface LoggedError {
  /** Id of the event, the same in repeated deliveries. */
  readonly id: string;
  readonly code: number;
  readonly level: string;
  readonly callSid?: string;
}

/** One delivery: entries of one account. */
export interface Delivery {
  readonly accountSid: string;
  readonly errors: readonly LoggedError[];
}

/** Type of the event that `POST /v1/Sinks/{Sid}/Test` delivers. Its id is the account's SID. */
const TEST = "com.twilio.eventstreams.test-event";

/** Parses a delivery: one CloudEvent or a list of them. @throws RejectedRequest for what Event Streams never sends */
export function parseDelivery(body: string): Delivery {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new RejectedRequest(400, "body-json");
  }
  const events = (Array.isArray(value) ? value : [value]).map(object);
  const accounts = new Set(events.map(accountOf));
  const [accountSid] = accounts;
  if (accounts.size !== 1 || typeof accountSid !== "string" || !/^AC[0-9a-fA-F]{32}$/.test(accountSid))
    throw new RejectedRequest(400, "shape-of-account_sid");
  return { accountSid, errors: events.flatMap((event) => errorIn(event) ?? []) };
}

type JsonObject = Readonly<Record<string, unknown>>;

function accountOf({ type, id, data }: JsonObject): unknown {
  return type === TEST ? id : object(data).account_sid;
}

/** The entry in an event; undefined for another type of event, and for an entry that is neither an error nor a warning. */
function errorIn({ type, id, data }: JsonObject): LoggedError | undefined {
  if (type !== ERROR_LOGGED || typeof id !== "string") return undefined;
  const { error_code, level, correlation_sid, payload } = object(data);
  const code = Number(error_code);
  const name = String(level).toUpperCase();
  if (!Number.isInteger(code) || !["ERROR", "WARNING"].includes(name)) return undefined;
  const callSid = [correlation_sid, resourceIn(payload)].find((sid) => /^CA[0-9a-fA-F]{32}$/.test(String(sid)));
  return { id, code, level: name, ...(callSid !== undefined && { callSid: String(callSid) }) };
}

/** `resource_sid` of the payload, which is JSON in a string. https://www.twilio.com/docs/usage/troubleshooting/debugging-event-webhooks */
function resourceIn(payload: unknown): unknown {
  try {
    return object(JSON.parse(String(payload))).resource_sid;
  } catch {
    return undefined;
  }
}

function object(value: unknown): JsonObject {
  return typeof value === "object" && value !== null ? (value as JsonObject) : {};
}
