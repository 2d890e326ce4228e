import { expect, it } from "vitest";
import { isAws } from "./aws-hosts.ts";

it.each([
  "dynamodb.us-east-1.amazonaws.com",
  "123456789012.ddb.us-east-1.amazonaws.com",
  "vpce-0a1b2c3d-4e5f.dynamodb.us-east-1.vpce.amazonaws.com",
  "dynamodb.us-east-1.api.aws",
  "dynamodb.cn-north-1.amazonaws.com.cn",
])("%s is AWS", (host) => expect(isAws(host)).toBe(true));

it.each(["127.0.0.1", "localhost", "ministack", "amazonaws.com.example", "dynamodb-amazonaws.com"])(
  "%s isn't AWS",
  (host) => expect(isAws(host)).toBe(false),
);
