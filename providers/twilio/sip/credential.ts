import { z } from "zod";
import type { SidRecord } from "../identity.ts";
import { immutableSid, ownOutputs } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";
import { endsWithToken } from "../token.ts";

/** The resource of a SIP credential. https://www.twilio.com/docs/voice/sip/api/sip-credential-resource */
export const sipCredential = simpleResource<SidRecord>({
  token: "twilio:index:SipCredential",
  description:
    "A username and password with which a phone or a phone system authenticates. Twilio never returns the password: a refresh doesn't detect that it has changed, and an import assumes the program's. If the list already has the username, the create is refused, unless a `SipCredentialList` resource created the list. Import it by the list's SID and its own: `CL.../CR...`.",
  examples: [
    {
      title: "Create a credential for a phone",
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
    /** Tells whether the credential's list has the provider's token: such a list has only credentials that the program created. */
    async isOurs({ client, signal }, { credentialListSid }) {
      const q = { path: "SIP/CredentialLists", key: "credential_lists", noun: "SIP credential list", signal };
      const list = await client.collection<SidRecord & { friendly_name: string }>(q).fetch(credentialListSid);
      return endsWithToken(list?.friendly_name);
    },
  },
  inputs: z.strictObject({
    credentialListSid: immutableSid(
      "CL",
      "SID of the `SipCredentialList` that it belongs to. A change replaces the credential.",
    ),
    username: z.string().min(1, "must not be empty").max(32, "must be 32 characters or less").meta({
      description: "Username, unique in the list, 32 characters or less. A change replaces the credential.",
      replaceOnChange: true,
    }),
    password: z
      .string()
      .min(12, "must be 12 characters or more")
      .regex(/\d/, "must contain a digit")
      .regex(/[a-z]/, "must contain a lower-case letter")
      .regex(/[A-Z]/, "must contain an upper-case letter")
      .meta({
        description: "Password: 12 characters or more, with a digit, a lower-case and an upper-case letter.",
        secret: true,
      }),
  }),
  outputs: z.strictObject(ownOutputs("credential", "CR")),
  writeOnly: ["password"],
});
