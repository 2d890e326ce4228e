import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Server, serve } from "../../../providers/kit/serve.ts";
import { Engine } from "../../../providers/kit/testing/engine.ts";
import { root } from "../../paths.ts";
import { officialConfiguration } from "../official-plugin.ts";
import { typeSignature } from "./arguments.ts";
import { generatedFile, readUnserved, textOf, tokensOf, usedModules } from "./generate-unserved.ts";
import { awsProvider } from "./provider.ts";
import { rulesOf } from "./rules.ts";
import { servedFunctions, servedTypes } from "./served.ts";
import { unserved } from "./unserved.ts";

let server: Server;
let engine: Engine;
beforeAll(async () => {
  server = await serve(awsProvider({ endpoint: "http://127.0.0.1:1" }));
  engine = new Engine(server.port);
  await engine.configure({ region: "us-east-1" });
});
afterAll(async () => {
  engine.close();
  await server.close();
});

const check = (token: string, inputs = {}) => engine.check(`urn:pulumi:us::aybiza::${token}::x`, inputs);
const wayOut =
  "Add it in rehearsal/aws/provider, or use the official plugin: npm start -- --aws-provider real (docs/aws-provider.md)";

test("the committed list is that of the installed @pulumi/aws", () => {
  expect(readFileSync(generatedFile, "utf8")).toBe(textOf(readUnserved()));
});

test("every import of @pulumi/aws in the programs names a type or a function that is served", () => {
  const files = readdirSync(join(root, "infra"), { recursive: true, encoding: "utf8" }).filter((f) =>
    f.endsWith(".ts"),
  );
  const imported = files.flatMap((file) => {
    const text = readFileSync(join(root, "infra", file), "utf8");
    return [...text.matchAll(/from "@pulumi\/aws\/([^"]+)\.js"/g)].map(([, path]) => path!);
  });
  const served = new Set([...servedTypes, ...servedFunctions].map((t) => t.split(":")[1]!.replace(/^index\//, "")));
  expect(imported.length).toBeGreaterThan(20);
  expect([...new Set(imported)].filter((path) => !served.has(path))).toEqual([]);
});

test("every module in use is asked on loopback where the official plugin serves it", () => {
  const [endpoints] = officialConfiguration("http://127.0.0.1:1")["aws:endpoints"] as [object];
  expect(usedModules.filter((module) => module !== "index" && !(module in endpoints))).toEqual([]);
});

test("every type and function of the modules in use is served or refused by its name, none twice", async () => {
  for (const module of usedModules) {
    const { types, functions } = tokensOf(module);
    for (const token of types) {
      const isServed = (servedTypes as readonly string[]).includes(token);
      expect(unserved.types.includes(token), token).toBe(!isServed);
      if (!isServed)
        await expect(check(token), token).rejects.toThrow(`resource type ${token} isn't supported in a rehearsal`);
    }
    for (const token of functions) {
      const isServed = (servedFunctions as readonly string[]).includes(token);
      expect(unserved.functions.includes(token), token).toBe(!isServed);
      if (!isServed) await expect(engine.invoke(token, {}), token).rejects.toThrow(`function ${token} isn't supported`);
    }
  }
});

test("a refusal says what is served nearby, and the ways out", async () => {
  await expect(check("aws:sqs/redrivePolicy:RedrivePolicy")).rejects.toThrow(
    `resource type aws:sqs/redrivePolicy:RedrivePolicy isn't supported in a rehearsal; supported of sqs: aws:sqs/queue:Queue, aws:sqs/queuePolicy:QueuePolicy. ${wayOut}`,
  );
  await expect(check("aws:ec2/vpc:Vpc")).rejects.toThrow(
    `resource type aws:ec2/vpc:Vpc isn't supported in a rehearsal; nothing of ec2 is supported. ${wayOut}`,
  );
  await expect(engine.invoke("aws:kms/getKey:getKey", {})).rejects.toThrow(
    `function aws:kms/getKey:getKey isn't supported in a rehearsal; supported of kms: aws:kms/getPublicKey:getPublicKey. ${wayOut}`,
  );
  await expect(check("aws:sqs/que:Que")).rejects.toThrow("has no resource type aws:sqs/que:Que; correct the name");
});

test.each(servedTypes)("each argument of %s is served or refused by its name", async (token) => {
  const { inputs } = typeSignature(token);
  const { served } = rulesOf(token);
  const others = Object.keys(inputs).filter((name) => !served.includes(name));
  const { failures } = await check(token, Object.fromEntries(others.map((name) => [name, "x"])));
  const refused = failures.filter(({ reason }) => reason.startsWith("isn't supported in a rehearsal"));
  expect(refused.map(({ property }) => property).sort()).toEqual(others.sort());
});
