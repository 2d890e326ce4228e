import { API_2010, readSpec, type Spec } from "../api/openapi.ts";
import { type Clock, machineClock } from "../clock.ts";
import type { Network } from "../network/index.ts";
import type { AccountSeed } from "../seed.ts";
import type { Resource } from "../store.ts";
import { ACCOUNT_FORMS, ACCOUNT_OTHER, seedAccount } from "./seeded-account.ts";
import { EVENTS_FORMS, EVENTS_OTHER, seedEvents } from "./seeded-events.ts";
import {
  APPROVED_BUNDLE,
  NUMBERS_FORMS,
  NUMBERS_JSONS,
  NUMBERS_OTHER,
  NUMBERS_PREFIXES,
  seedNumbers,
} from "./seeded-numbers.ts";
import { seedTelephony, TELEPHONY_FORMS, TELEPHONY_OTHER } from "./seeded-telephony.ts";
import { ACME, startWorld, type World } from "./world.ts";

/** SIDs of a seeded account's resources by their prefixes. */
export type SeededSids = Readonly<Record<string, string>>;

/** A number of the seeded account. OUTSIDE is a number outside the account. */
export const OWN = "+14155550101";
export const OUTSIDE = "+12125550142";

/** Starts a stand-in whose account has one of each resource, and whose phone network only records requests. */
export async function startSeeded(others: readonly AccountSeed[] = [], clock: Clock = machineClock) {
  const accounts = [{ ...ACME, numbers: [{ phoneNumber: OWN }] }, ...others];
  const world = await startWorld({ accounts, clock });
  const { store, network } = world;
  const requested: unknown[] = [];
  const record = (...what: unknown[]): true => Boolean(requested.push(what)) as true;
  const participants = () => [...store.conferences.values()].flatMap((conference) => conference.participants);
  const note: Partial<Network> = {
    update: async (...change) => record("update", change),
    kick: (...whom) => record("kick", whom),
    endConference: (sid) => record("end", sid),
    updateRecording: (...change) => record("recording", change),
    dequeue: (queue, call, to) => (record("dequeue", queue, to) ? call : undefined),
    participant(_, callSid, { muted, hold }) {
      const participant = participants().find((one) => one.call_sid === callSid);
      if (participant) Object.assign(participant, { muted, hold });
      return participant !== undefined;
    },
    startRecording(call_sid) {
      const { sid, ...stamp } = store.stamp("RE");
      const source = "StartCallRecordingAPI" as const;
      const kept = { account_sid: ACME.sid, call_sid, conference_sid: null, source, start_time: store.clock() };
      store.recordings.set(sid, { sid, ...stamp, ...kept, status: "in-progress", channels: 2, track: "both" });
      return { sid };
    },
    async originate(request) {
      record("originate", request);
      const { sid, ...stamp } = store.stamp("CA");
      const { accountSid: account_sid, to, from } = request;
      store.calls.set(sid, { sid, ...stamp, account_sid, to, from, direction: "outbound-api", status: "queued" });
      return { sid };
    },
  };
  Object.assign(network, note);
  Object.assign(world.streams, { test: ({ sid }: Resource) => record("test event", sid) });
  return { world, requested, sids: seedAll(world) };
}

/** Seeds one of each modelled resource, so that every operation has a resource to act on. */
function seedAll({ store }: World): SeededSids {
  const now = store.clock();
  const account_sid = ACME.sid;
  const put = <T extends Resource>(map: Map<string, T>, prefix: string, fields: Omit<T, keyof Resource>): string => {
    const resource = { ...store.stamp(prefix), account_sid, ...fields } as unknown as T;
    map.set(resource.sid, resource);
    return resource.sid;
  };
  const { accounts, applications, calls, conferences, notifications, queues, recordings } = store;
  const AC = put(accounts, "AC", { ...accounts.get(account_sid), ...store.stamp("AC"), friendly_name: "Acme North" });
  const PN = store.holder(OWN)?.sid ?? "";
  const AP = put(applications, "AP", { account_sid, friendly_name: "Agents" });
  const call = { account_sid, from: OUTSIDE, to: OWN, direction: "inbound", start_time: now, end_time: now };
  const CA = put(calls, "CA", { ...call, status: "completed", duration: 7 });
  const live = put(calls, "CA", { ...call, status: "in-progress" });
  const members = [{ call_sid: live, date_enqueued: now }];
  const QU = put(queues, "QU", { account_sid, friendly_name: "front desk", max_size: 10, members });
  const empty = put(queues, "QU", { account_sid, friendly_name: "back office", max_size: 10, members: [] });
  const CF = put(conferences, "CF", {
    account_sid,
    friendly_name: "handover",
    status: "in-progress",
    region: "us1",
    participants: [
      {
        call_sid: live,
        label: "customer",
        muted: false,
        hold: false,
        coaching: false,
        start_conference_on_enter: true,
        end_conference_on_exit: false,
        status: "connected",
        date_created: now,
      },
    ],
  });
  const RE = put(recordings, "RE", {
    account_sid,
    call_sid: CA,
    conference_sid: CF,
    source: "DialVerb",
    status: "completed",
    channels: 1,
    track: "both",
    start_time: now,
    duration: "3",
    media: Buffer.from("RIFF"),
  });
  const url = "https://voice.us.aybiza.example/twilio/voice";
  const NO = put(notifications, "NO", {
    account_sid,
    call_sid: CA,
    code: 11200,
    level: "error",
    message: "Got HTTP 500",
    url,
  });
  const families = {
    ...seedAccount(store, account_sid),
    ...seedEvents(store, account_sid),
    ...seedNumbers(store, account_sid),
    ...seedTelephony(store, account_sid),
  };
  // Created a minute ago, so that an update changes date_updated.
  const earlier = new Date(now.getTime() - 60_000);
  for (const kept of store.kinds.values()) for (const one of kept.values()) one.date_updated = earlier;
  return {
    ...families,
    AC,
    AP,
    CA,
    CF,
    NO,
    PN,
    QU,
    RE,
    live,
    empty,
  };
}

/** A request of the seeded account. */
export interface SampleRequest {
  readonly method: string;
  /** `api.twilio.com`, or a product's host. */
  readonly host: string;
  readonly path: string;
  /** The form of a POST, or its JSON. */
  readonly body: string;
  readonly contentType: string;
}

interface SpecOperation {
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: { pattern?: string };
  }[];
  readonly requestBody?: {
    readonly content: Readonly<
      Record<
        string,
        { readonly schema: { readonly properties: Record<string, unknown>; readonly required?: string[] } }
      >
    >;
  };
}

/** By operation, the seeded resource that it needs if the first one of the type isn't suitable. */
const OTHER: Readonly<Record<string, SeededSids>> = {
  CreateCallRecording: { CA: "live" },
  DeleteParticipant: { CA: "live" },
  DeleteQueue: { QU: "empty" },
  FetchMember: { CA: "live" },
  FetchParticipant: { CA: "live" },
  UpdateCall: { CA: "live" },
  UpdateMember: { CA: "live" },
  UpdateParticipant: { CA: "live" },
  ...ACCOUNT_OTHER,
  ...EVENTS_OTHER,
  ...NUMBERS_OTHER,
  ...TELEPHONY_OTHER,
};

/** Form parameters, by operation, that the OpenAPI file doesn't require. */
const FORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CreateCall: { To: OUTSIDE, From: OWN, Twiml: "<Response><Hangup/></Response>" },
  CreateIncomingPhoneNumber: { AreaCode: "415" },
  CreateIncomingPhoneNumberLocal: { PhoneNumber: "+14155550150" },
  CreateIncomingPhoneNumberMobile: { PhoneNumber: "+447700900150", BundleSid: APPROVED_BUNDLE },
  CreateIncomingPhoneNumberTollFree: { PhoneNumber: "+18005550150" },
  UpdateCall: { Status: "completed" },
  UpdateCallRecording: { Status: "paused" },
  UpdateConference: { Status: "completed" },
  UpdateConferenceRecording: { Status: "paused" },
  UpdateParticipant: { Muted: "true" },
  ...ACCOUNT_FORMS,
  ...EVENTS_FORMS,
  ...NUMBERS_FORMS,
  ...TELEPHONY_FORMS,
};
/** The bodies of operations that require JSON. */
const JSONS: Readonly<Record<string, unknown>> = { ...NUMBERS_JSONS };
const REQUIRED: Readonly<Record<string, string>> = {
  FriendlyName: "night desk",
  Url: "https://voice.us.aybiza.example/twilio/voice",
};

const specs = new Map<string, Spec>();

function specOf(name: string): Spec {
  const spec = specs.get(name) ?? readSpec(name);
  specs.set(name, spec);
  return spec;
}

/** A valid request of an operation, made from Twilio's OpenAPI file. */
export function requestOf(operationId: string, sids: SeededSids): SampleRequest {
  const [id, api = API_2010] = operationId.split(".").reverse();
  for (const [path, item] of Object.entries(specOf(api).paths)) {
    for (const [method, described] of Object.entries(item) as [string, SpecOperation][]) {
      if (described?.operationId !== id) continue;
      const [[contentType, { schema: form }] = ["", { schema: undefined }]] = Object.entries(
        described.requestBody?.content ?? {},
      );
      const json = contentType === "application/json";
      const named = Object.keys(form?.properties ?? {}).includes("FriendlyName") ? ["FriendlyName"] : [];
      const values = [...named, ...(form?.required ?? [])].map((name) => [name, REQUIRED[name] ?? ""]);
      return {
        method: method.toUpperCase(),
        host: `${api.split("_")[0]}.twilio.com`,
        contentType,
        path: path.replace(
          /(\w+)\/\{(\w+)\}/g,
          (_, of: string, name: string) => `${of}/${sidOf(operationId, described, of, name, sids)}`,
        ),
        body: json
          ? JSON.stringify(JSONS[operationId])
          : String(new URLSearchParams({ ...Object.fromEntries(values), ...formOf(operationId, sids) })),
      };
    }
  }
  throw new Error(`${operationId} is not in an OpenAPI file`);
}

/** Builds the form of an operation. `$PN` is replaced by the SID of the seeded number. */
function formOf(operationId: string, sids: SeededSids): Record<string, string> {
  const entries = Object.entries(FORMS[operationId] ?? {});
  return Object.fromEntries(entries.map(([name, value]) => [name, sids[/^[$](\w+)$/.exec(value)?.[1] ?? ""] ?? value]));
}

/** SID prefixes of path parameters by collection, for those without a pattern in the OpenAPI file. */
const PREFIXES: Readonly<Record<string, string>> = {
  ...NUMBERS_PREFIXES,
  Conferences: "CF",
  Members: "CA",
  Participants: "CA",
  Recordings: "RE",
};

function sidOf(
  operationId: string,
  { parameters = [] }: SpecOperation,
  of: string,
  name: string,
  sids: SeededSids,
): string {
  if (name === "AccountSid") return ACME.sid;
  if (name === "IsoCode") return "LV";
  if (name === "CountryCode") return /(Mobile|National)$/.test(operationId) ? "GB" : "US";
  const pattern = parameters.find((parameter) => parameter.name === name)?.schema.pattern ?? "";
  const prefix = /^\^([A-Z]{2})/.exec(pattern)?.[1] ?? PREFIXES[of] ?? "";
  const sid = sids[OTHER[operationId]?.[prefix] ?? prefix];
  if (sid === undefined) throw new Error(`there is no seeded resource for {${name}} of ${operationId}: seed one`);
  return sid;
}
