import type { Observation } from "../compare.ts";
import type { Step } from "./question.ts";
import { encoded } from "./wire.ts";

/** A request as the question has it: variables in place of values. */
export function requestOf({ method, product, path, query, form }: Step): string {
  const readable = (text: string) => decodeURIComponent(text.replaceAll("+", " "));
  const host = product === undefined ? "" : `${product}.twilio.com`;
  return [
    `${method} ${host}${path}${query ? `?${readable(encoded(query))}` : ""}`,
    ...(form ? [readable(encoded(form))] : []),
  ].join(" ");
}

/** An answer in short: its status, its error code, the states that were seen, and the fields that answer the question. */
export function answerOf({ tells = [] }: Step, found: Observation, states: readonly string[] = []): string {
  const code = found.get("body.code");
  const fields = tells.map((field) => `${field} ${found.get(`body.${field}`) ?? "(no such field)"}`);
  return [found.get("status"), code && `code ${code}`, states.join(" then "), ...(code ? [] : fields)]
    .filter(Boolean)
    .join(", ");
}
