import { expect, it } from "vitest";
import { withToken } from "../../../providers/twilio/token.ts";
import { boughtAs } from "./twilio-names.ts";

const urnOf = (key: string) => `urn:pulumi:willow-us::aybiza::twilio:index:IncomingPhoneNumber::${key}-purchase`;

it("recognizes this stack's purchases by the token in the friendly name, in quarantine as well", () => {
  expect(boughtAs(withToken("desk-7", urnOf("desk-7")), urnOf)).toBe("desk-7");
  expect(boughtAs(withToken("desk-7 q30-202603020900", urnOf("desk-7")), urnOf)).toBe("desk-7");
});

it.each([
  "desk-7 0123456789ab",
  "desk-7",
  "(212) 555-0100",
  withToken("desk-7", urnOf("desk-8")),
  withToken("desk-7", "urn:pulumi:other::aybiza::x::desk-7"),
])("takes %s for a number of another owner", (name) => expect(boughtAs(name, urnOf)).toBeUndefined());
