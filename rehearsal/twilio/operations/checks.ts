import { refused } from "../api/errors.ts";
import type { Fields, Kind, Resource, Store } from "../store.ts";

/** Checks the maximum length of a FriendlyName. @throws TwilioError 20002 */
export function checkLength({ friendly_name }: Fields, longest: number): void {
  if (String(friendly_name ?? "").length > longest) {
    throw refused(20002, `Invalid FriendlyName: it must be at most ${longest} characters`);
  }
}

/** Checks that a field is a number from `least` to `most`, both included. */
export function checkRange(fields: Fields, field: string, least: number, most: number, code: number): void {
  const value = fields[field];
  if (value !== undefined && (Number(value) < least || Number(value) > most)) {
    throw refused(code, `${field} must be ${least} to ${most}, not ${value}`);
  }
}

/** Checks fields that a create must give and an update must not clear. */
export function checkRequired(fields: Fields, names: readonly string[], code: number, current?: Resource): void {
  for (const name of names) {
    if ((name in fields || !current) && fields[name] === undefined) throw refused(code, `${name} is required`);
  }
}

/** Checks that a SID, if given, names a resource of the account. */
export function checkOwn(
  store: Store,
  accountSid: string,
  fields: Fields,
  field: string,
  // biome-ignore lint/suspicious/noExplicitAny: accepts every kind of resource
  kind: Kind<any> | ReadonlyMap<string, Resource>,
  code: number,
): void {
  const sid = fields[field];
  if (sid === undefined) return;
  const all: ReadonlyMap<string, Resource> = kind instanceof Map ? kind : store.all(kind as Kind<Resource>);
  if (all.get(String(sid))?.account_sid !== accountSid)
    throw refused(code, `${field} ${sid} does not belong to the account`);
}

/** Checks that a field, if set, is an IPv4 address in dotted decimal notation. */
export function checkIpv4(fields: Fields, field: string, code: number): void {
  const value = fields[field];
  const valid = typeof value === "string" && value.split(".").length === 4 && value.split(".").every(isOctet);
  if (value !== undefined && !valid) throw refused(code, `${field} ${value} is not an IPv4 address`);
}

const isOctet = (text: string) => /^(0|[1-9]\d{0,2})$/.test(text) && Number(text) <= 255;
