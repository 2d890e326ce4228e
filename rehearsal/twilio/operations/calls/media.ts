import type { Principal } from "../../account/auth.ts";
import { notFound, notModelled } from "../../api/errors.ts";
import type { Match, Operation } from "../../api/openapi.ts";
import { Content } from "../../api/reply.ts";
import type { Store } from "../../store.ts";
import { find, type Handler } from "../request.ts";

const PATTERN = /^\/2010-04-01\/Accounts\/([^/]+)\/Recordings\/([^/.]+)([.]wav|[.]mp3)?$/;

const OPERATION: Operation = {
  id: "FetchRecordingMedia",
  method: "GET",
  path: "/2010-04-01/Accounts/{AccountSid}/Recordings/{Sid}{Format}",
  parameters: new Map(),
  query: new Set(),
  required: new Set(),
  status: 200,
  noun: "recording",
  json: false,
  unset: () => null,
};

/** Matches the path of a recording's audio (no extension, or a file's), which the OpenAPI file omits. */
export function mediaAt(path: string): Match | undefined {
  const [, AccountSid, Sid, Format = ".wav"] = PATTERN.exec(path) ?? [];
  if (AccountSid === undefined || Sid === undefined) return undefined;
  return { parameters: { AccountSid, Sid, Format }, operations: new Map([["GET", OPERATION]]) };
}

/** Authenticates a request for audio: Twilio serves it without credentials, unless the account requires them (not modelled). */
export function mediaPrincipal(store: Store, { parameters }: Match, path: string): Principal {
  const account = store.accounts.get(parameters.AccountSid ?? "");
  if (!account) throw notFound(path);
  return { account, key: "Standard" };
}

/** https://www.twilio.com/docs/voice/api/recording#fetch-a-recordings-media-file */
export const media: Readonly<Record<string, Handler>> = {
  FetchRecordingMedia(request) {
    const recording = find(request, request.store.recordings);
    if (recording.deleted || !recording.media) throw notFound(request.path);
    if (request.parameters.Format === ".mp3") throw notModelled("recordings as MP3: ask for .wav");
    return new Content("audio/x-wav", recording.media);
  },
};
