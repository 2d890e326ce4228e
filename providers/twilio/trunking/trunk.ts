import { z } from "zod";
import { ProviderError } from "../../kit/handler.ts";
import type { SidRecord } from "../identity.ts";
import { listNumbers } from "../number/list-numbers.ts";
import { flag, friendlyNameInput, method, ownOutputs, url } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";

/** Twilio's defaults. */
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
        "Domain name to which your equipment sends calls (termination). It ends with `.pstn.twilio.com` and must be unique among all Twilio customers.",
    }),
  disasterRecoveryUrl: url("URL that Twilio requests for TwiML when no origination URL can be reached.").optional(),
  disasterRecoveryMethod: method("HTTP method for `disasterRecoveryUrl`. `POST` by default.").optional(),
  transferMode: z
    .enum(["disable-all", "enable-all", "sip-only"])
    .optional()
    .meta({
      description: `Which calls your equipment may transfer with SIP REFER. \`${defaults.transferMode}\` by default.`,
    }),
  transferCallerId: z
    .enum(["from-transferee", "from-transferor"])
    .optional()
    .meta({ description: `Caller ID that the transfer target sees. \`${defaults.transferCallerId}\` by default.` }),
  secure: flag("Require TLS and SRTP, and reject other calls. False by default.").optional(),
  cnamLookupEnabled: flag(
    "Look up the caller's name for calls from the US and Canada. Twilio charges for each lookup. False by default.",
  ).optional(),
});

const recording = z
  .strictObject({
    mode: z.string().meta({ description: "Recording mode, as `mode` of a `TrunkRecording`." }),
    trim: z.string().meta({ description: "Whether silence is trimmed, as `trim` of a `TrunkRecording`." }),
  })
  .meta({
    description: "Recording of the trunk's calls. Change it with a `TrunkRecording`.",
    typeName: "TrunkRecordingSettings",
  });

const outputs = z.strictObject({
  ...ownOutputs("trunk", "TK"),
  recording,
  authType: z.string().meta({
    description:
      "How your equipment authenticates: `CREDENTIAL_LIST`, `IP_ACL` or both, by the lists mapped to the trunk. Empty without a list.",
  }),
});

/** The resource of an Elastic SIP Trunk. https://www.twilio.com/docs/sip-trunking/api/trunk-resource */
export const trunk = simpleResource<SidRecord>({
  token: "twilio:index:Trunk",
  description:
    "An Elastic SIP Trunk. Origination brings calls of Twilio's numbers to your equipment (`TrunkOriginationUrl`). Termination brings your equipment's calls to the phone network (`domainName` with a `TrunkCredentialList` or a `TrunkIpAccessControlList`). All settings can be changed in place; after a change of `domainName`, your equipment must use the new name at once. A delete removes the origination URLs too. It is refused while a number is on the trunk, since its calls would go unanswered. Import it by its SID.",
  examples: [
    {
      title: "Bring calls to your own phone system",
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
    const onTrunk = listNumbers(numbers.map((number) => number.phone_number));
    throw new ProviderError(
      "trunk-has-numbers",
      `trunk ${sid} can't be deleted while it has ${onTrunk}: their calls would go unanswered. Give each number another trunk or an application first`,
    );
  },
});
