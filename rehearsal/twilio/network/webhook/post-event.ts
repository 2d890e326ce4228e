import type { HostResolver } from "../../../hosts.ts";
import type { Clock } from "../../clock.ts";
import { send } from "./http.ts";

/** Posts unsigned JSON to an application, without retries. Resolves with the HTTP status; 0 when there was no answer. */
export async function postEvent(
  {
    resolve,
    clock,
    limits,
  }: { resolve: HostResolver; clock: Clock; limits: { connectMs: number; patienceMs: number } },
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
