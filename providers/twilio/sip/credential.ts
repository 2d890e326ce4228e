import { z } from "zod";
import type { SidRecord } from "../identity.ts";
import { immutableSid, ownOutputs } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";
import { endsWithToken } from "../token.ts";

/** https://www.twilio.com/docs/voice/sip/api/sip-credential-resource */
export const sipCredential = simpleResource<SidRecord>({
  token: "twilio:index:SipCredential",
  description:
    "A username and password with which a phone or a phone system signs in. Twilio never tells the password: a refresh can't see whether somebody has changed it, and an import takes the program's for the one that is there. A username that the list has already is refused, unless a `SipCredentialList` of a program made the list: what is in there is the program's. Import it by the list's SID and its own: `CL.../CR...`.",
  examples: [
    {
      title: "Let a phone sign in",
      program: `import * as pulumi from "@pulumi/pulumi";
import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const phones = new twilio.SipCredentialList("phones", {}, { provider });
const password = pulumi.secret(process.env.SIP_PASSWORD ?? "Invented-Pass-1");
new twilio.SipCredential("front", { credentialListSid: phones.sid, username: "front-desk", password }, { provider });`,
    },
  ],
  noun: "SIP credential",
  path: "SIP/CredentialLists/{credentialListSid}/Credentials",
  key: "credentials",
  identity: {
    by: "unique",
    name: "username",
    /** Whatever is in a list that this provider made was made by a run of the program. */
    async own({ client, signal }, { credentialListSid }) {
      const q = { path: "SIP/CredentialLists", key: "credential_lists", noun: "SIP credential list", signal };
      const list = await client.collection<SidRecord & { friendly_name: string }>(q).fetch(credentialListSid);
      return endsWithToken(list?.friendly_name);
    },
  },
  inputs: z.strictObject({
    credentialListSid: immutableSid("CL", "The list that it belongs to."),
    username: z.string().min(1, "must not be empty").max(32, "must be 32 characters or less").meta({
      description: "What the phone signs in as: the only one of its name in the list.",
      replaceOnChange: true,
    }),
    password: z
      .string()
      .min(12, "must be 12 characters or more")
      .regex(/\d/, "must have a digit")
      .regex(/[a-z]/, "must have a lower-case letter")
      .regex(/[A-Z]/, "must have an upper-case letter")
      .meta({
        description: "Its password: 12 characters or more, with a digit and letters of both cases.",
        secret: true,
      }),
  }),
  outputs: z.strictObject(ownOutputs("credential", "CR")),
  writeOnly: ["password"],
});
