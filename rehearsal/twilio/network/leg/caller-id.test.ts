import { afterEach, describe, expect, test } from "vitest";
import { CALLER, closeWorlds, codes, heard, NUMBER, startPhones, twiml, VERIFIED } from "../testing/world.ts";

afterEach(closeWorlds);

const AMES = "+14155550188";

/** Calls the number, whose TwiML dials Dr. Ames. Returns the result, the leg's caller ID and the dial status. */
async function dialled(from: string, attributes = "") {
  const world = await startPhones({
    "/voice": twiml(`<Dial action="/after" ${attributes}>${AMES}</Dial>`),
    "/after": twiml("<Say>Sorry.</Say>"),
  });
  const result = await world.clock.runUntil(world.place({ from }));
  const leg = [...world.calls.values()].find(({ direction }) => direction === "outbound-dial");
  return { result, shown: leg?.from, status: world.application.at("/after")[0]?.DialCallStatus };
}

describe("without a callerId the caller's own is shown, and fails the leg where it is none (13214)", () => {
  test.each([CALLER, "+442079460123"])("%s is shown", async (from) => {
    const { result, shown, status } = await dialled(from);
    expect([shown, status, codes(result)]).toEqual([from, "completed", []]);
  });

  test.each(["anonymous", "Restricted", "", "+1", "12125550123", "+266696687", "+7378742833", "whatsapp:+12125550123"])(
    "%j fails it",
    async (from) => {
      const { result, shown, status } = await dialled(from);
      expect([shown, status, codes(result)]).toEqual([undefined, "failed", ["warning 13214"]]);
      expect(result.errors[0]?.message).toBe(`Dial: Invalid callerId value: ${from}`);
      expect(heard(result)).toEqual(["network: Sorry."]);
    },
  );

  test.each(["client:bob", "sip:bob@pbx.example;transport=tls"])("%s needs one", async (from) => {
    const { result, status } = await dialled(from);
    expect([status, codes(result)]).toEqual(["failed", ["warning 13214"]]);
    expect(result.errors[0]?.message).toBe(
      "Dial: valid callerId must be provided for TwilioClient and SIP calls when using Dial",
    );
  });
});

describe("a callerId is one that the account may use", () => {
  test.each([
    ["the called number", "anonymous", NUMBER],
    ["the called number, of a client", "client:bob", NUMBER],
    ["a verified one", "anonymous", VERIFIED],
    ["the caller's own", CALLER, CALLER],
  ])("%s", async (_, from, callerId) => {
    const { result, shown, status } = await dialled(from, `callerId="${callerId}"`);
    expect([shown, status, codes(result)]).toEqual([callerId, "completed", []]);
  });

  test.each([
    ["a stranger's", CALLER, "+12125550177"],
    ["a name", CALLER, "reception"],
    ["the caller's, which is none", "+266696687", "+266696687"],
  ])("%s isn't", async (_, from, callerId) => {
    const { result, shown, status } = await dialled(from, `callerId="${callerId}"`);
    expect([shown, status, codes(result)]).toEqual([undefined, "failed", ["warning 13214"]]);
  });
});

test("a client or a SIP device is dialled with any caller ID", async () => {
  const world = await startPhones(
    { "/voice": twiml("<Dial><Client>ann</Client></Dial>") },
    { phones: { "client:ann": { name: "Ann", answers: true, says: ["Ann here."] } } },
  );
  const result = await world.clock.runUntil(world.place({ from: "anonymous" }));
  expect([heard(result), codes(result)]).toEqual([["phone: Ann here."], []]);
});
