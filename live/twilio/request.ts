import type { Observation } from "../compare.ts";
import type { Step } from "./question.ts";
import { encoded } from "./wire.ts";

/** Formats a request, with the names of variables in place of their values. */
export function requestOf({ method, product, path, query, form }: Step): string {
  const readable = (text: string) => decodeURIComponent(text.replaceAll("+", " "));
  const host = product === undefined ? "" : `${product}.twilio.com`;
  return [
    `${method} ${host}${path}${query ? `?${readable(encoded(query))}` : ""}`,
    ...(form ? [readable(encoded(form))] : []),
  ].join(" ");
}

/** Formats an answer in short: status, error code, the states that the polled field had, and the fields that answer the question. */
export function answerOf({ tells = [] }: Step, found: Observation, states: readonly string[] = []): string {
  const code = found.get("body.code");
  const fields = tells.map((field) => `${field} ${found.get(`body.${field}`) ?? "(no such field)"}`);
  return [found.get("status"), code && `code ${code}`, states.join(" then "), ...(code ? [] : fields)]
    .filter(Boolean)
    .join(", ");
}
