import { refused } from "../../api/errors.ts";
import { fieldOf } from "../../api/parameters.ts";
import { checkRequired } from "../checks.ts";
import type { Family } from "../family.ts";
import { CREDENTIAL_LISTS, IP_LISTS, type Mapping } from "../kinds.ts";

/**
 * Returns the rules that all mappings of lists share: a mapping has its list's SID and name, and no update.
 *
 * @param code error code for a list that is another account's or is mapped already
 */
export function mappingOf(
  parameter: "CredentialListSid" | "IpAccessControlListSid",
  code: number,
): Pick<Family<Mapping>, "check" | "prefix" | "shown" | "sidOf" | "twice" | "verbs"> {
  const field = fieldOf(parameter);
  const lists = parameter === "CredentialListSid" ? CREDENTIAL_LISTS : IP_LISTS;
  return {
    prefix: parameter === "CredentialListSid" ? "CL" : "AL",
    twice: code,
    verbs: ["Create", "Delete", "Fetch", "List"],
    sidOf: (fields) => String(fields[field]),
    check(request, fields) {
      const { store, account } = request;
      checkRequired(fields, [field], code);
      const sid = String(fields[field]);
      if (store.all(lists).get(sid)?.account_sid !== account.sid)
        throw refused(code, `${parameter} ${sid} does not belong to the account`);
      return fields;
    },
    shown: ({ sid }, store) => ({ friendly_name: store.all(lists).get(sid)?.friendly_name }),
  };
}
