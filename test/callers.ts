import { expect, it } from "vitest";
import { printable } from "../domain/contract/printable.ts";
import { samplePhones } from "../rehearsal/sample.ts";
import type { SimulatedPhone } from "../rehearsal/twilio/network/index.ts";
import type { World } from "../rehearsal/world.ts";

/** Callers of every kind. `shown`: whether the fallback's telephone shows the caller's own number or the called one. */
export const CALLERS: readonly (readonly [from: string, shown: "own" | "called"])[] = [
  ["+12125550123", "own"],
  ["anonymous", "called"],
  ["Restricted", "called"],
  ["unknown", "called"],
  ["unavailable", "called"],
  ["+266696687", "called"],
  ["+7378742833", "called"],
  ["", "called"],
  ["+1", "called"],
  ["12125550123", "called"],
  ["client:bob", "called"],
  ["sip:bob@pbx.example;transport=tls", "called"],
  ["whatsapp:+12125550123", "called"],
  [`sip:\u001b[2J\r\n${"9".repeat(1_000)}@x`, "called"],
];

/** Number of the region's desk, which takes calls while the routes can't be read. `phonesWithDesk` adds it to the sample's telephones. */
export const DESK = "+14155550160";
export const phonesWithDesk: ReadonlyMap<string, SimulatedPhone> = new Map([
  ...samplePhones,
  [DESK, { name: "Lou at the region's desk", answers: true, says: ["AYBIZA, Lou speaking."] }],
]);

/** Defines tests that call acme's numbers from every caller. Needs region `us` with the desk, and no earlier call to acme's second number. */
export function everyCallerIsServed(world: () => World): void {
  const [first, second] = ["+14155550101", "+14155550102"];

  async function call(from: string, to: string) {
    const shown: string[] = [];
    const onEvent = (event: { type: string; from?: string }) => {
      if (event.type === "dialling") shown.push(event.from!);
    };
    const result = await world().twilio.network.call({ from, to, says: ["I want to speak to a person"], onEvent });
    return { result, shown, heard: result.transcript.map(({ text }) => text), errors: result.errors };
  }
  const record = (sid: string) => world().callRecord("us", sid);

  const named = CALLERS.map(([from, shown]) => ({ from, shown, name: printable(from).slice(0, 40) }));
  it.each(named)(
    "from '$name' the agent answers, and hands over to the person of the fallback",
    async ({ from, shown }) => {
      const { result, heard, ...rest } = await call(from, first);
      expect(rest).toEqual({ shown: [shown === "own" ? from : first], errors: [] });
      expect(heard).toContain("Of course. I'm putting you through.");
      expect(heard).toContain("Acme Dental, this is Robin. How can I help?");
      expect(await record(result.sid)).toMatchObject({
        outcome: "fallback",
        fallbackReason: "handed-over",
        answered: true,
      });
    },
  );

  it("with the agent down each reaches the person of the fallback", async () => {
    world().agents.down("acme", "reception");
    try {
      for (const [from, shown] of CALLERS) {
        const { heard, ...rest } = await call(from, first);
        expect(heard).toContain("Acme Dental, this is Robin. How can I help?");
        expect(rest).toMatchObject({ shown: [shown === "own" ? from : first] });
        // 64102: Twilio couldn't open the agent's WebSocket. There must be no other error.
        expect(rest.errors.map(({ code }) => code)).toEqual([64102]);
      }
    } finally {
      world().agents.up("acme", "reception");
    }
  });

  it("while the routes can't be read each reaches the region's desk", async () => {
    await world().aws.failTables("throws");
    try {
      for (const [from, shown] of CALLERS) {
        const { result: _, heard, ...rest } = await call(from, second);
        expect(heard).toContain("AYBIZA, Lou speaking.");
        expect(rest).toEqual({ shown: [shown === "own" ? from : second], errors: [] });
      }
    } finally {
      await world().aws.failTables("well");
    }
  });
}
