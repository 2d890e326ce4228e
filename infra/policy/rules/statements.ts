import { listOf, mapOf, type Props } from "./resource.ts";

/** A policy document's statements; `invalid` for a text that isn't one, which nothing could check. Undefined while it isn't known. */
export function statementsOf(document: unknown): readonly Props[] | "invalid" | undefined {
  if (document === undefined || document === null) return undefined;
  let parsed: unknown = document;
  if (typeof document === "string") {
    try {
      parsed = JSON.parse(document);
    } catch {
      return "invalid";
    }
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return "invalid";
  return listOf((parsed as Props).Statement).map(mapOf);
}

/** The strings of a statement's element, which is one or a list. */
export const textsOf = (element: unknown): string[] =>
  listOf(element).filter((one): one is string => typeof one === "string");

/** Whether a statement allows something. AWS reads `Effect` with its case. */
export const allows = ({ Effect }: Props): boolean => Effect === "Allow";
