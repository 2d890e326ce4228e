import { refused } from "../../api/errors.ts";
import { fieldsOf } from "../../api/parameters.ts";
import { checkLeavesTrunk } from "../../numbers/emergency.ts";
import type { Resource } from "../../store.ts";
import { checkLength } from "../checks.ts";
import { type Family, inApi, operationsOf } from "../family.ts";
import {
  type Mapping,
  ORIGINATION_URLS,
  TRUNK_CREDENTIAL_LISTS,
  TRUNK_DEFAULTS,
  TRUNK_IP_LISTS,
  TRUNKS,
  type Trunk,
} from "../kinds.ts";
import { type ApiRequest, find, type Handler } from "../request.ts";
import { TRUNKING, trunkParts } from "./trunk-parts.ts";

/** https://www.twilio.com/docs/sip-trunking/api/trunk-resource */
const trunk: Family<Trunk> = {
  api: TRUNKING,
  noun: "Trunk",
  kind: TRUNKS,
  prefix: "TK",
  defaults: TRUNK_DEFAULTS,
  most: { count: 100, code: 21244 },

  check({ store }, fields, current) {
    checkLength(fields, 64);
    const { domain_name } = fields;
    if (domain_name === undefined) return fields;
    if (!/^[a-z0-9-]+[.]pstn[.]twilio[.]com$/i.test(String(domain_name))) {
      throw refused(21245, `Invalid DomainName ${domain_name}: it must end with pstn.twilio.com`);
    }
    const holder = [...store.all(TRUNKS).values()].find((one) => one.domain_name === domain_name);
    if (holder && holder !== current) throw refused(21248, `Domain name ${domain_name} is already taken`);
    return fields;
  },

  /** Computes `auth_type` from the trunk's lists, which decide how equipment is authenticated. */
  shown({ sid }, store) {
    const has = (lists: Iterable<Mapping>) => [...lists].some((list) => list.trunk_sid === sid);
    const auth_type_set = [
      ...(has(store.all(TRUNK_IP_LISTS).values()) ? ["IP_ACL"] : []),
      ...(has(store.all(TRUNK_CREDENTIAL_LISTS).values()) ? ["CREDENTIAL_LIST"] : []),
    ];
    return { auth_type: auth_type_set.join(","), auth_type_set };
  },

  checkDelete({ store }, { sid }) {
    for (const number of store.numbers.values()) if (number.trunk_sid === sid) checkLeavesTrunk(store, number);
  },

  /** Deletes a deleted trunk's parts. Its numbers stay in the account, without a trunk. */
  changed({ store }, { sid }, verb) {
    if (verb !== "Delete") return;
    for (const kept of [ORIGINATION_URLS, TRUNK_CREDENTIAL_LISTS, TRUNK_IP_LISTS]) {
      const all: Map<string, Resource> = store.all<Resource>(kept);
      for (const [key, one] of all) if (one.trunk_sid === sid) all.delete(key);
    }
    for (const number of store.numbers.values()) if (number.trunk_sid === sid) delete number.trunk_sid;
  },
};

/** https://www.twilio.com/docs/sip-trunking/api/recording-resource */
const recording: Readonly<Record<string, Handler>> = {
  FetchRecording: (request) => ({ ...trunkOf(request).recording }),
  UpdateRecording(request) {
    const trunk = trunkOf(request);
    const given = fieldsOf(request.operation, request.form);
    const { mode = "do-not-record", trim = "do-not-trim" } = { ...trunk.recording, ...given } as Trunk["recording"];
    trunk.recording = { mode, trim };
    return { mode, trim };
  },
};

const trunkOf = (request: ApiRequest): Trunk => find(request, request.store.all(TRUNKS), request.parameters.TrunkSid);

/** https://www.twilio.com/docs/sip-trunking/api */
export const trunks: Readonly<Record<string, Handler>> = {
  ...operationsOf(trunk),
  ...inApi(TRUNKING, recording),
  ...trunkParts,
};
