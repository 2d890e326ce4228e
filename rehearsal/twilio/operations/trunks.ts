import { refused } from "../errors.ts";
import { type Fields, kind, type Resource } from "../store.ts";
import { type Family, operationsOf } from "./family.ts";
import type { ApiRequest, Handler } from "./request.ts";

const API = "trunking_v1";

/** An Elastic SIP Trunk. */
export interface Trunk extends Resource {
  readonly account_sid: string;
  friendly_name: string;
  recording: { mode: string; trim: string };
}
export const TRUNKS = kind<Trunk>("trunks");

/** What a trunk has that nobody set. */
export const TRUNK_DEFAULTS = {
  friendly_name: "",
  secure: false,
  cnam_lookup_enabled: false,
  symmetric_rtp_enabled: false,
  transfer_mode: "disable-all",
  transfer_caller_id: "from-transferee",
  recording: { mode: "do-not-record", trim: "do-not-trim" },
  auth_type: "",
  auth_type_set: [],
} as const;

const family: Family<Trunk> = {
  api: API,
  noun: "Trunk",
  kind: TRUNKS,
  prefix: "TK",
  defaults: TRUNK_DEFAULTS as unknown as Fields,
  check: checked,
};

/** https://www.twilio.com/docs/sip-trunking/api/trunk-resource */
export const trunks: Readonly<Record<string, Handler>> = { ...operationsOf(family) };

function checked({ store }: ApiRequest, fields: Fields, current?: Trunk): Fields {
  if (String(fields.friendly_name ?? "").length > 64) {
    throw refused(20002, "Invalid FriendlyName: it must be at most 64 characters");
  }
  const { domain_name } = fields;
  if (typeof domain_name === "string") {
    if (!/^[a-z0-9-]+[.]pstn[.]twilio[.]com$/i.test(domain_name)) {
      throw refused(21245, `Invalid DomainName: ${domain_name} must end with pstn.twilio.com`);
    }
    const holder = [...store.all(TRUNKS).values()].find((trunk) => trunk.domain_name === domain_name);
    if (holder && holder !== current) throw refused(21248, `Domain name ${domain_name} is already taken`);
  }
  return fields;
}
