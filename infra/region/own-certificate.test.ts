import * as pulumi from "@pulumi/pulumi";
import { beforeAll, expect, it } from "vitest";
import { type Declared, declareAndDeploy } from "./testing/declared.ts";

let declared: Declared[];
let outputs: Readonly<Record<string, unknown>>;
const of = (type: string) => declared.filter((d) => d.type === type);

beforeAll(async () => {
  const certificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/1f0c";
  ({ declared, outputs } = await declareAndDeploy((file) => ({
    ...file,
    region: {
      ...file.region,
      webhook: { domain: "voice.us.aybiza.example", certificateArn, fallback: file.region.webhook.fallback },
    },
  })));
});

const known = <T>(output: pulumi.Input<T>) =>
  new Promise<T>((done) => pulumi.output(output).apply((v) => done(v as T)));

it("a region with its own certificate declares no DNS record, and outputs the one to make", async () => {
  expect(of("aws:route53/record:Record")).toEqual([]);
  expect(of("aws:acm/certificate:Certificate")).toEqual([]);
  expect(await known(outputs.webhookRecord)).toEqual({
    name: "voice.us.aybiza.example",
    type: "CNAME",
    target: "t",
    hostedZoneId: "Z",
  });
});
