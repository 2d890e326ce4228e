import { isEmergency } from "../../../domain/config/number-category.ts";
import { lawOf } from "../../../domain/law/law.ts";
import { blockedPrefix } from "../../../domain/rules/law/blocked.ts";
import { documentsFor } from "../../../domain/rules/law/documents.ts";
import { kindOf } from "../../../domain/rules/money/number-kind.ts";
import type { NumberType } from "../../../domain/rules/money/number-type.ts";
import { type Declared, listOf, mapOf, type Violations } from "./resource.ts";

const NUMBER = "twilio:index:IncomingPhoneNumber";

/** Rule: a live number has `protect`, unless the file releases or transfers it. */
export function liveNumberIsProtected({ type, props, protect }: Declared): Violations {
  if (type !== NUMBER || props.release === true || props.transfer !== undefined || protect) return [];
  return [
    "a live number without `protect: true` can be deleted by any update; set `protect: true`, or write `release: true` in the stack file to give the number up",
  ];
}

/** Rule: a tenant's account has `protect`, unless the file closes it. A closed account can't be reopened, and loses its numbers. */
export function accountIsProtected({ type, props, protect }: Declared): Violations {
  if (type !== "twilio:index:Account" || props.close === true || protect) return [];
  return [
    "a tenant's account without `protect: true` can be closed by any update; set `protect: true`, or write `close: true` in the stack file to close the account",
  ];
}

/** Rule: a purchase names the bundle that the law of the number's country asks for, and the country has data. */
export function documentsGiven({ type, props }: Declared): Violations {
  if (type !== NUMBER || props.acquire !== "buy") return [];
  const { country, type: wanted } = mapOf(props.search);
  const exact = typeof props.phoneNumber === "string" ? kindOf(props.phoneNumber) : undefined;
  const code = typeof country === "string" ? country : exact?.country;
  if (code === undefined) return [];
  if (lawOf(code) === undefined)
    return [`no law of ${code} has been entered, so nothing can check the purchase; ask AYBIZA's support`];
  const kind = (wanted === "tollFree" ? "toll-free" : (wanted ?? exact?.type ?? "local")) as NumberType;
  return documentsFor(code, kind)?.bundle === true && !("bundleSid" in props)
    ? [
        `a ${kind} number of ${code} is sold only with an approved regulatory bundle; set \`bundleSid\` (./aybiza rules ${code})`,
      ]
    : [];
}

/** Rule: no route dials an emergency number, or a number of a prefix that an agent never dials. */
export function noCostlyDial({ type, props }: Declared): Violations {
  if (type !== "aybiza:index:RoutesItem") return [];
  const item = mapOf(props.fields);
  return listOf(mapOf(item.fallback).dial).flatMap((dial) => {
    if (typeof dial !== "string") return [];
    if (isEmergency(dial))
      return ["the route's fallback dials an emergency number; write the number of a person's phone"];
    const blocked = blockedPrefix(dial);
    return blocked === undefined
      ? []
      : [
          `the route's fallback dials a number of ${blocked.prefix} (\`numbers.blocked\` of ${blocked.country}); write the number of an ordinary phone`,
        ];
  });
}
