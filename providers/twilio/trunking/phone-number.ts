import { z } from "zod";
import { ProviderError } from "../../kit/handler.ts";
import type { SidRecord } from "../identity.ts";
import { immutableSid, ownOutputs } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";

interface NumberOfTrunk extends SidRecord {
  readonly phone_number: string;
}

/** The resource that assigns a number to a trunk. https://www.twilio.com/docs/sip-trunking/api/phonenumber-resource */
export const trunkPhoneNumber = simpleResource<NumberOfTrunk>({
  token: "twilio:index:TrunkPhoneNumber",
  description:
    "Assigns a number of the account to a trunk, so that its calls go to the trunk's origination URLs. A number has a trunk or a voice application, not both, and Twilio would clear the application silently, so the create is refused while the number has an application. A delete removes the number from the trunk; it stays in the account. Set a number's trunk here or as `trunkSid` of its `IncomingPhoneNumber`, not in both. Import it by the trunk's SID and the number's: `TK.../PN...`.",
  examples: [
    {
      title: "Send a number's calls to your own phone system",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const office = new twilio.Trunk("office", {}, { provider });
new twilio.TrunkPhoneNumber(
  "reception",
  { trunkSid: office.sid, phoneNumberSid: "PN0123456789abcdef0123456789abcdef" },
  { provider },
);`,
    },
  ],
  noun: "number of trunk",
  product: ["trunking", "v1"],
  path: "Trunks/{trunkSid}/PhoneNumbers",
  key: "phone_numbers",
  identity: { by: "pair", of: ["phoneNumberSid"] },
  inputs: z.strictObject({
    trunkSid: immutableSid(
      "TK",
      "SID of the trunk. A change replaces the assignment: the new trunk takes the number over first.",
    ),
    phoneNumberSid: immutableSid("PN", "SID of the number. A change replaces the assignment."),
  }),
  outputs: z.strictObject({
    ...ownOutputs("number", "PN"),
    phoneNumber: z.string().meta({ description: "The number, E.164.", stable: true }),
  }),
  immutable: true,
  values: ({ sid }) => ({ phoneNumberSid: sid }),

  async checkCreate({ client, signal }, { phoneNumberSid }) {
    const number = await client.number(phoneNumberSid, signal);
    if (!number?.voice_application_sid) return;
    throw new ProviderError(
      "number-has-application",
      `number ${number.phone_number} (${phoneNumberSid}) has application ${number.voice_application_sid}, which Twilio would clear for the trunk. Clear \`voiceApplicationSid\` of its IncomingPhoneNumber first`,
    );
  },
});
