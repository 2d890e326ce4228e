import { describe, expect, it } from "vitest";
import { sampleFiles } from "./testing/sample-files.ts";

const { edit, failure, problems, places } = sampleFiles();

describe("secrets in a stack file", () => {
  const token = "0123456789abcdef0123456789abcdef";

  it("in plaintext are exposed: the fix says where to rotate them, and how they are set in this stack", () => {
    edit("acme-us", /authToken:\n +secure: .*/, `authToken: ${token}`);
    expect(problems("acme-us").map(({ code, message, fix }) => ({ code, message, fix }))).toEqual([
      {
        code: "secret-in-plaintext",
        message: "`authToken` is in plaintext, so this secret is exposed to everyone who has this file or its history",
        fix: "rotate it at Twilio: create a secondary auth token and promote it (https://www.twilio.com/docs/iam/api/authtoken); remove the value, then run: pulumi config set --secret --stack acme-us --path 'twilio:credentials.AC0a7e11fc1e9f4a3b8d2c5e6f70819203.authToken'",
      },
    ]);
  });

  it.each([
    ["an empty one", 'authToken: ""', "empty-secret", ".authToken"],
    ["an empty ciphertext", 'authToken: { secure: "" }', "empty-secret", ".authToken"],
    ["a token where the ciphertext belongs", `authToken: { secure: ${token} }`, "secret-in-plaintext", ".authToken"],
    ["words where the ciphertext belongs", "authToken: { secure: to be done }", "secret-in-plaintext", ".authToken"],
    ["a typo", `authtoken: ${token}`, "secret-in-plaintext", ".authtoken"],
    ["a short one", "authToken: hunter2", "secret-in-plaintext", ".authToken"],
  ])("aren't %s", (_what, line, code, at) => {
    edit("acme-us", /authToken:\n +secure: .*/, line);
    const found = problems("acme-us").filter((p) => p.path.endsWith(at));
    expect(found.map((p) => p.code).filter((one) => one !== "missing-credential")).toEqual([code]);
    expect(failure("acme-us")?.message).not.toContain(token);
    expect(failure("acme-us")?.message).not.toContain("hunter2");
  });

  it.each([
    ["us", "    name: United States", `    name: United States\n    authToken: ${token}`, "aybiza:region.authToken"],
    ["us", "  aws:region: us-east-1", `  aws:region: us-east-1\n  twilio:authToken: ${token}`, "twilio:authToken"],
    ["us", "  aws:region: us-east-1", "  aws:region: us-east-1\n  aws:secretKey: hunter2", "aws:secretKey"],
    ["acme-us", "  aws:region: us-east-1", "  aws:region: us-east-1\n  other:apiKey: hunter2", "other:apiKey"],
    ["acme-us", "  aws:region: us-east-1", `  aws:region: us-east-1\n  other:thing: [${token}]`, "other:thing[0]"],
    [
      "acme-us",
      "      accountSid: AC0a7",
      `      pass: ${token}\n      accountSid: AC0a7`,
      "aybiza:connections.own.pass",
    ],
    ["acme-us", "https://tools.acme", "https://me:hunter2@tools.acme", "aybiza:agents.reception.tools[0].url"],
    ["acme-us", "persona: A calm", `persona: Use pul-${"a1".repeat(20)} for a calm`, "aybiza:agents.reception.persona"],
  ])("aren't anywhere in %s (%#)", (stack, from, to, at) => {
    edit(stack, from, to);
    // A credential that only package `aws` reads is refused, encrypted or not.
    const more = at === "aws:secretKey" ? [`aws-setting-not-allowed ${at}`] : [];
    expect(places(stack)).toEqual([`secret-in-plaintext ${at}`, ...more]);
    expect(failure(stack)?.message).toContain("exposed");
    for (const secret of [token, "hunter2", "pul-a1"]) expect(failure(stack)?.message).not.toContain(secret);
  });

  it("a missing one is set by a command that names the stack", () => {
    edit("acme-us", /authToken:\n +secure: .*/, "apiKeySid: SK0a7e11fc1e9f4a3b8d2c5e6f70819203");
    expect(problems("acme-us").find((p) => p.code === "missing-credential")?.fix).toContain("--stack acme-us");
  });
});
