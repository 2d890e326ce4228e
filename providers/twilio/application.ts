import { z } from "zod";
import { ProviderError } from "../kit/handler.ts";
import type { NumberRecord } from "./client/records.ts";
import type { SidRecord } from "./identity.ts";
import { listNumbers } from "./number/list-numbers.ts";
import { emptyValueOf, flag, friendlyNameInput, messageSettings, ownOutputs, url, voiceSettings } from "./settings.ts";
import { simpleResource } from "./simple-resource.ts";

const settings = {
  ...voiceSettings,
  ...messageSettings,
  messageStatusCallback: url("URL that Twilio notifies of the delivery status of messages sent by the application."),
  publicApplicationConnectEnabled: flag("Allow other Twilio accounts to dial the application. False by default."),
};

const inputs = z.strictObject({
  friendlyName: friendlyNameInput(),
  ...(z.object(settings).partial().shape as { [K in keyof typeof settings]: z.ZodOptional<(typeof settings)[K]> }),
});

/** Twilio's defaults that aren't empty. */
const defaults = Object.fromEntries(
  Object.keys(settings).flatMap((name) => (emptyValueOf(name) === "" ? [] : [[name, emptyValueOf(name)]])),
);

/** The resource of a TwiML application: one set of call webhooks that many numbers share. https://www.twilio.com/docs/usage/api/applications */
export const application = simpleResource<SidRecord>({
  token: "twilio:index:Application",
  description:
    "A TwiML application: one set of webhooks that many numbers share through their `voiceApplicationSid` or `smsApplicationSid`. All settings can be changed in place. The provider refuses to delete an application that answers a number; Twilio would delete it, and the number's calls or messages would fail. Import it by its SID.",
  examples: [
    {
      title: "Webhooks that many numbers share",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const calls = new twilio.Application(
  "calls",
  {
    voiceUrl: "https://voice.us.aybiza.example/twilio/voice",
    statusCallback: "https://voice.us.aybiza.example/twilio/status",
  },
  { provider },
);

export const applicationSid = calls.sid;`,
    },
  ],
  noun: "application",
  path: "Applications",
  key: "applications",
  identity: { by: "token" },
  inputs,
  outputs: z.strictObject(ownOutputs("application", "AP")),
  defaults,
  // https://www.twilio.com/docs/usage/api/applications: "Same as message_status_callback ... Deprecated"
  olderNames: { messageStatusCallback: "SmsStatusCallback" },

  async checkDelete({ sid }, { client, signal }) {
    const names = ({ voice_application_sid: calls, sms_application_sid: messages }: NumberRecord) =>
      calls === sid || messages === sid;
    const answered = (await client.numbers({}, signal)).filter(names);
    if (answered.length === 0) return;
    const numbers = listNumbers(answered.map((number) => number.phone_number).sort());
    throw new ProviderError(
      "application-has-numbers",
      `application ${sid} can't be deleted while it answers ${numbers}: their calls or messages would fail. Give each number another application or URLs of its own first`,
    );
  },
});
