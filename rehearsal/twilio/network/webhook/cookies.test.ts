import { expect, test } from "vitest";
import { MovableClock } from "../../clock.ts";
import { Cookies } from "./cookies.ts";

const URL = "https://voice.us.aybiza.example/a";

test("cookies are kept by host until they expire, on the clock", async () => {
  const clock = new MovableClock(new Date("2026-03-02T09:00:00Z"));
  const cookies = new Cookies(clock);
  cookies.keep(URL, [
    "a=1; Path=/",
    "b=2; Max-Age=60",
    "c=3; Expires=Mon, 02 Mar 2026 09:02:00 GMT",
    "d=4; Max-Age=600; Expires=Mon, 02 Mar 2026 09:00:01 GMT",
    "nonsense",
  ]);
  const seen = [cookies.header(URL)];
  await clock.advance(60_000);
  seen.push(cookies.header(URL));
  await clock.advance(60_000);
  seen.push(cookies.header(URL));
  expect(seen).toEqual(["a=1; b=2; c=3; d=4", "a=1; c=3; d=4", "a=1; d=4"]);
  expect(cookies.header("https://other.aybiza.example/")).toBeUndefined();
});

test("an application takes its cookie back", () => {
  const cookies = new Cookies(new MovableClock());
  cookies.keep(URL, ["a=1"]);
  cookies.keep(URL, ["a=; Max-Age=0"]);
  expect(cookies.header(URL)).toBeUndefined();
});
