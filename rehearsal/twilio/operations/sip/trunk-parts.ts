import { notFound, refused } from "../../api/errors.ts";
import { checkLeavesTrunk } from "../../numbers/emergency.ts";
import type { IncomingNumber } from "../../store.ts";
import { checkLength, checkRange, checkRequired } from "../checks.ts";
import { type Family, inApi, operationsOf } from "../family.ts";
import {
  type Mapping,
  ORIGINATION_URLS,
  type OriginationUrl,
  TRUNK_CREDENTIAL_LISTS,
  TRUNK_IP_LISTS,
  TRUNKS,
} from "../kinds.ts";
import { type ApiRequest, find, type Handler, showOne, showPage } from "../request.ts";
import { mappingOf } from "./mapping.ts";

/** The API of Elastic SIP Trunking. */
export const TRUNKING = "trunking_v1";

/** Error code for an invalid value of a field. */
const INVALID = 21245;

/** https://www.twilio.com/docs/sip-trunking/api/originationurl-resource */
const originationUrl: Family<OriginationUrl> = {
  api: TRUNKING,
  noun: "OriginationUrl",
  kind: ORIGINATION_URLS,
  prefix: "OU",
  parents: { TrunkSid: TRUNKS },
  most: { count: 20, code: 21249 },
  codes: { url: INVALID, method: INVALID },
  check(_, fields, current) {
    checkLength(fields, 64);
    checkRange(fields, "weight", 1, 65535, INVALID);
    checkRange(fields, "priority", 0, 65535, INVALID);
    checkRequired(fields, ["weight", "priority", "enabled", "friendly_name", "sip_url"], INVALID, current);
    return fields;
  },
};

/** https://www.twilio.com/docs/sip-trunking/api/credentiallist-resource */
const credentialList: Family<Mapping> = {
  api: TRUNKING,
  noun: "CredentialList",
  kind: TRUNK_CREDENTIAL_LISTS,
  parents: { TrunkSid: TRUNKS },
  ...mappingOf("CredentialListSid", INVALID),
};

/** https://www.twilio.com/docs/sip-trunking/api/ipaccesscontrollist-resource */
const ipAccessControlList: Family<Mapping> = {
  api: TRUNKING,
  noun: "IpAccessControlList",
  kind: TRUNK_IP_LISTS,
  parents: { TrunkSid: TRUNKS },
  ...mappingOf("IpAccessControlListSid", INVALID),
};

/**
 * A trunk's phone numbers: the IncomingPhoneNumbers whose `trunk_sid` is the trunk's SID.
 * https://www.twilio.com/docs/sip-trunking/api/phonenumber-resource
 */
const phoneNumbers: Readonly<Record<string, Handler>> = {
  CreatePhoneNumber(request) {
    const { store, account, form, parameters } = request;
    const trunk = find(request, store.all(TRUNKS), parameters.TrunkSid);
    const number = store.numbers.get(form.get("PhoneNumberSid") ?? "");
    if (number?.account_sid !== account.sid) throw refused(INVALID, "PhoneNumberSid does not belong to the account");
    if (number.trunk_sid === trunk.sid) throw refused(INVALID, `Phone number ${number.sid} is on the trunk already`);
    checkLeavesTrunk(store, number);
    // The trunk replaces the number's voice application or previous trunk.
    number.trunk_sid = trunk.sid;
    delete number.voice_application_sid;
    number.date_updated = store.clock();
    return show(request, number);
  },
  ListPhoneNumber(request) {
    const { sid } = find(request, request.store.all(TRUNKS), request.parameters.TrunkSid);
    return showPage(request, request.store.numbers.values(), ({ trunk_sid }) => trunk_sid === sid);
  },
  FetchPhoneNumber: (request) => show(request, numberOf(request)),
  DeletePhoneNumber(request) {
    const number = numberOf(request);
    checkLeavesTrunk(request.store, number);
    delete number.trunk_sid;
    number.date_updated = request.store.clock();
    return undefined;
  },
};

const show = (request: ApiRequest, number: IncomingNumber) => showOne(request, number);

function numberOf(request: ApiRequest): IncomingNumber {
  const number = find(request, request.store.numbers);
  if (number.trunk_sid !== request.parameters.TrunkSid) throw notFound(request.path);
  return number;
}

/** Operations of a trunk's parts, except its recording. */
export const trunkParts: Readonly<Record<string, Handler>> = {
  ...operationsOf(originationUrl),
  ...operationsOf(credentialList),
  ...operationsOf(ipAccessControlList),
  ...inApi(TRUNKING, phoneNumbers),
};
