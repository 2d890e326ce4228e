import { z } from "zod";
import { ProviderError } from "../../kit/handler.ts";
import type { SidRecord } from "../identity.ts";
import { someAre } from "../number/list-numbers.ts";
import { flag, friendlyNameInput, method, ownOutputs, url } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";

/** What a trunk has that nobody set. */
const defaults = {
  disasterRecoveryMethod: "POST",
  transferMode: "disable-all",
  transferCallerId: "from-transferee",
  secure: false,
  cnamLookupEnabled: false,
};

const inputs = z.strictObject({
  friendlyName: friendlyNameInput(),
  domainName: z
    .string()
    .regex(
      /^[a-z0-9]([a-z0-9-]*[a-z0-9])?\.pstn\.twilio\.com$/,
      "must be lower-case letters, digits and hyphens, then .pstn.twilio.com",
    )
    .optional()
    .meta({
      description:
        "Where the trunk takes calls from your equipment (termination): a name of your own that ends with `.pstn.twilio.com`, the only one among all of Twilio's customers.",
    }),
  disasterRecoveryUrl: url("Address that Twilio asks for TwiML when no origination URL can be reached.").optional(),
  disasterRecoveryMethod: method("HTTP method of `disasterRecoveryUrl`. `POST` by default.").optional(),
  transferMode: z
    .enum(["disable-all", "enable-all", "sip-only"])
    .optional()
    .meta({
      description: `Which calls your equipment may transfer (SIP REFER). \`${defaults.transferMode}\` by default.`,
    }),
  transferCallerId: z
    .enum(["from-transferee", "from-transferor"])
    .optional()
    .meta({ description: `Whose number a transfer's target sees. \`${defaults.transferCallerId}\` by default.` }),
  secure: flag("All calls go over TLS and SRTP, and others are refused. Off by default.").optional(),
  cnamLookupEnabled: flag(
    "Look the caller's name up for calls from the US and Canada (Twilio charges for it). Off by default.",
  ).optional(),
});

const recording = z
  .strictObject({
    mode: z.string().meta({ description: "Which calls are recorded." }),
    trim: z.string().meta({ description: "Whether silence is cut off." }),
  })
  .meta({
    description: "How its calls are recorded: a `TrunkRecording` changes it.",
    typeName: "TrunkRecordingSettings",
  });

const outputs = z.strictObject({
  ...ownOutputs("trunk", "TK"),
  recording,
  authType: z.string().meta({
    description:
      "How your equipment is recognised: `CREDENTIAL_LIST`, `IP_ACL` or both, by the lists that the trunk has; empty where it has none.",
  }),
});

/** An Elastic SIP Trunk. https://www.twilio.com/docs/sip-trunking/api/trunk-resource */
export const trunk = simpleResource<SidRecord>({
  token: "twilio:index:Trunk",
  description:
    "An Elastic SIP Trunk: brings the calls of Twilio's numbers to your equipment (origination, `TrunkOriginationUrl`), and your equipment's calls to the phone network (termination, `domainName` with a `TrunkCredentialList` or a `TrunkIpAccessControlList`). All of it is changed in place; after a change of `domainName` your equipment must call the new one at once. A delete takes its origination URLs with it, and is refused while a number is on the trunk: its calls would go nowhere. Import it by its SID.",
  examples: [
    {
      title: "Bring calls to a phone system of your own",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const office = new twilio.Trunk("office", { domainName: "acme-office.pstn.twilio.com", secure: true }, { provider });

export const trunkSid = office.sid;`,
    },
  ],
  noun: "trunk",
  product: ["trunking", "v1"],
  path: "Trunks",
  key: "trunks",
  identity: { by: "token" },
  inputs,
  outputs,
  defaults,

  async checkDelete({ sid }, { client, signal }) {
    const q = { path: `Trunks/${sid}/PhoneNumbers`, key: "phone_numbers", noun: "number of the trunk", signal };
    const numbers = await client.product("trunking", "v1").collection<{ phone_number: string }>(q).list();
    if (numbers.length === 0) return;
    const are = someAre(numbers.map((number) => number.phone_number));
    throw new ProviderError(
      "trunk-has-numbers",
      `trunk ${sid} can't be deleted while ${are} on it: Twilio would leave their calls unanswered. Give each another trunk or an application first`,
    );
  },
});
