import { describe, expect, it } from "vitest";
import { mistakeOf } from "./mistake.ts";
import { outsideUrl } from "./url.ts";

const mistakes = (value: string, scheme: "https" | "wss" = "https") =>
  (outsideUrl(scheme).safeParse(value).error?.issues ?? []).map((issue) => mistakeOf(issue as never)!);

describe("a URL of the outside world", () => {
  it.each(["https://tools.acme-dental.example/calendar", "https://93.184.215.14/a", "https://a.example:8443/?q=1"])(
    "%s",
    (url) => expect(mistakes(url)).toEqual([]),
  );

  it.each([
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://0177.0.0.1/",
    "https://169.254.169.254/latest/meta-data",
    "https://2852039166/",
    "https://10.1.2.3/",
    "https://172.31.0.1/",
    "https://192.168.1.1/",
    "https://100.64.0.1/",
    "https://0.0.0.0/",
    "https://[::1]/",
    "https://[::]/",
    "https://[::ffff:169.254.169.254]/",
    "https://[::ffff:a9fe:a9fe]/",
    "https://[fd00:ec2::254]/",
    "https://[fe80::1]/",
    "https://[64:ff9b::a9fe:a9fe]/",
    "https://localhost/",
    "https://LOCALHOST./",
    "https://a.localhost/",
    "https://printer.local/",
    "https://metadata.google.internal/",
    "https://router.home.arpa/",
    "https://intranet/",
  ])("isn't %s", (url) => {
    expect(mistakes(url).map(({ code }) => code)).toEqual(["private-host"]);
  });

  it.each([
    ["https://user:hunter2@tools.example/", "holds a user name or a password for tools.example in plaintext"],
    ["https://user@tools.example/", "holds a user name or a password"],
    ["https://tools.example/?api_key=hunter2", "its parameter `api_key`"],
    ["https://tools.example/?access_token=hunter2", "its parameter `access_token`"],
  ])("holds no credentials, and a message doesn't repeat them: %s", (url, says) => {
    const [mistake, ...more] = mistakes(url);
    expect(more).toEqual([]);
    expect(mistake?.code).toBe("secret-in-plaintext");
    expect(mistake?.says).toContain(says);
    expect(mistake?.fix).toContain("rotate it at tools.example");
    expect(JSON.stringify(mistake)).not.toContain("hunter2");
  });

  it.each([
    ["http://tools.example/", "isn't a URL with https://"],
    ["https:tools.example", "isn't a URL with https://"],
    ["tools.example", "isn't a URL with https://"],
    ["https://tools.example/a b", "holds a space"],
    ["https://tools.example/\nx", "holds U+000A LINE FEED"],
    ["https://tools\u202e.example/", "holds U+202E RIGHT-TO-LEFT OVERRIDE"],
    ["", "isn't a URL"],
  ])("isn't %j", (url, says) => {
    expect(mistakes(url).map(({ code }) => code)).toEqual(["wrong-value"]);
    expect(mistakes(url)[0]?.says).toContain(says);
  });

  it("has the scheme that is wanted", () => {
    expect(mistakes("wss://agents.example", "wss")).toEqual([]);
    expect(mistakes("wss://localhost/agents", "wss").map(({ code }) => code)).toEqual(["private-host"]);
    expect(mistakes("https://agents.example", "wss").map(({ code }) => code)).toEqual(["wrong-value"]);
  });
});
