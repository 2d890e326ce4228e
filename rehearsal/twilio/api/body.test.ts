import { expect, it } from "vitest";
import { HANDLERS } from "../operations/index.ts";
import { checksOf } from "../testing/conformance.ts";
import { requestOf, startSeeded } from "../testing/seeded.ts";

const forms = Object.keys(HANDLERS).filter((id) => {
  const operation = checksOf(id).api.operations.get(id);
  return operation?.method === "POST" && !operation.json;
});

const BOUNDARY = "------------------------d74496d66958873e";

/** Sends a valid request, with its form encoded by `written`. */
async function ask(id: string, type: string, written: (form: URLSearchParams) => string) {
  const { world, sids } = await startSeeded();
  const { host, path, body } = requestOf(id, sids);
  const headers = { Host: host, "Content-Type": type };
  const answer = await world.raw("POST", path, { headers, body: written(new URLSearchParams(body)) });
  await world.close();
  return answer;
}

it("takes each operation's form as multipart/form-data", async () => {
  const parts = (form: URLSearchParams) =>
    `${[...form].map(([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join("")}--${BOUNDARY}--\r\n`;
  for (const id of forms) {
    const { statusCode, body } = await ask(id, `multipart/form-data; boundary=${BOUNDARY}`, parts);
    expect([id, statusCode], JSON.stringify(body)).toEqual([id, checksOf(id).api.operations.get(id)?.status]);
  }
});

it("reads the same in JSON as no parameter at all", async () => {
  const told = ({ statusCode, body }: { statusCode: number; body: unknown }) => [
    statusCode,
    (body as { code?: number }).code,
  ];
  for (const id of forms) {
    const json = await ask(id, "application/json", (form) => JSON.stringify(Object.fromEntries(form)));
    const empty = await ask(id, "application/x-www-form-urlencoded", () => "");
    expect([id, ...told(json)]).toEqual([id, ...told(empty)]);
  }
});
