import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { checkScratch } from "./account.ts";
import { clientsFor } from "./clients.ts";

let server: Server;
afterEach(() => server.close());

/** Starts an AWS that answers `GetCallerIdentity` and denies every other request. */
async function denying() {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      if (body.includes("GetCallerIdentity")) {
        const result = "<GetCallerIdentityResult><Account>123456789012</Account></GetCallerIdentityResult>";
        response.writeHead(200, { "content-type": "text/xml" });
        return response.end(`<GetCallerIdentityResponse>${result}</GetCallerIdentityResponse>`);
      }
      response.writeHead(400, { "content-type": "application/x-amz-json-1.0" });
      response.end(
        JSON.stringify({ __type: "com.amazon.coral.service#AccessDeniedException", message: "not authorized" }),
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };
  return clientsFor(env, "eu-central-1");
}

it("names the right that is missing, in one line", async () => {
  const scratch = { account: "123456789012", region: "eu-central-1", zone: "aybiza.example" };
  await expect(checkScratch(await denying(), scratch)).rejects.toThrow(
    /^the permission dynamodb:ListTables is missing. Grant it to the role that runs npm run live$/,
  );
});
