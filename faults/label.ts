import type { IncomingMessage } from "node:http";

/** The cloud that a request is for. */
export type Cloud = "aws" | "twilio";

/**
 * Returns the kind of a request: its operation, and the kind of its object. SIDs and numbers are left out, so that runs with
 * different SIDs have the same kinds: `POST IncomingPhoneNumbers/PN`, `PutItem number route`.
 */
export function labelOf(
  cloud: Cloud,
  request: Pick<IncomingMessage, "headers" | "method" | "url">,
  body: Buffer,
): string {
  if (cloud === "twilio") return `${request.method} ${pathKind(request.url ?? "/", request.headers.host ?? "")}`;
  const [, operation = `${request.method} ${request.url}`] = String(request.headers["x-amz-target"] ?? "").split(".");
  return [operation, ...itemKinds(body)].join(" ");
}

function pathKind(url: string, host: string): string {
  const product = host.replace(/[.]twilio[.]com.*$/, "");
  const path = new URL(url, "http://127.0.0.1").pathname
    .replace(/^[/]2010-04-01[/]Accounts([/]AC[0-9a-f]{32}[/])?/, (_, own) => (own ? "" : "Accounts"))
    .replace(/[.]json$/, "")
    .replace(/\b([A-Z]{2})[0-9a-f]{32}\b/g, "$1");
  return product === "api" ? path : `${product}${path}`;
}

/** Returns the kinds of items in a request to DynamoDB: `number route` for pk `number#+1...`, sk `route`. A transaction may have several. */
function itemKinds(body: Buffer): string[] {
  let asked: unknown;
  try {
    asked = JSON.parse(body.toString());
  } catch {
    return [];
  }
  const kinds = new Set<string>();
  const look = (value: unknown): void => {
    if (value === null || typeof value !== "object") return;
    const { pk, sk } = value as { pk?: { S?: string }; sk?: { S?: string } };
    if (pk?.S !== undefined)
      kinds.add(`${pk.S.split("#")[0]} ${(sk?.S ?? "").split(/[#/]/)[0]}`.replace(/\d.*$/, "").trim());
    else for (const inner of Object.values(value)) look(inner);
  };
  look(asked);
  return [...kinds];
}
