import type { Switchboard } from "../call/switchboard.ts";
import { send } from "./http.ts";

/** Posts JSON to an application, unsigned, once. Resolves with the HTTP status; 0 where there was no answer, which is nobody's concern. */
export async function postEvent(
  { resolve, clock, limits }: Switchboard,
  url: string,
  body: Readonly<Record<string, unknown>>,
): Promise<number> {
  const headers = { "Content-Type": "application/json" };
  const { connectMs, patienceMs: readMs } = limits;
  const posted = send({
    ...{ url, method: "POST", headers, body: JSON.stringify(body), maxBytes: 64 * 1024 },
    ...{ resolve, clock, connectMs, readMs },
  });
  return clock.during(posted).then(
    ({ status }) => status,
    () => 0,
  );
}
