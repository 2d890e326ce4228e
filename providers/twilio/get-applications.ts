import { z } from "zod";
import type { FunctionSpec } from "../kit/define.ts";
import type { TwilioClient } from "./client/client.ts";

/** An application, as Twilio's API gives it. */
interface ApplicationRecord {
  readonly sid: string;
  readonly friendly_name: string | null;
  readonly voice_url: string | null;
  readonly status_callback: string | null;
}

const text = (description: string) => z.string().meta({ description });

/** The applications of an account. */
export const getApplications: FunctionSpec<TwilioClient> = {
  token: "twilio:index:getApplications",
  description:
    "The TwiML applications that the account has. A program that asks for all of them lets its own `Application`s compare themselves with what is there, so that a plain `pulumi up` mends what was changed by hand.",
  examples: [
    {
      title: "Name the applications of an account",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const found = await twilio.getApplications({}, { provider });

export const names = found.applications.map((a) => a.friendlyName);`,
    },
  ],
  inputs: z.strictObject({
    friendlyName: z.string().optional().meta({ description: "Only those with exactly this name." }),
  }),
  outputs: z.strictObject({
    applications: z
      .array(
        z
          .strictObject({
            sid: text("The application's SID, `AP...`."),
            friendlyName: text("Name for people."),
            voiceUrl: text('Address asked for TwiML when a call comes in, or "".'),
            statusCallback: text('Address told when a call ends, or "".'),
          })
          .meta({ typeName: "HeldApplication", description: "An application that the account has." }),
      )
      .meta({ description: "The applications, in Twilio's order." }),
  }),
  async invoke({ client, signal }, { friendlyName }) {
    const all = await client
      .collection<ApplicationRecord>({ path: "Applications", key: "applications", noun: "application", signal })
      .list();
    client.saw("AP", all);
    const records = all.filter((a) => friendlyName === undefined || a.friendly_name === friendlyName);
    const applications = records.map((a) => ({
      sid: a.sid,
      friendlyName: a.friendly_name ?? "",
      voiceUrl: a.voice_url ?? "",
      statusCallback: a.status_callback ?? "",
    }));
    return { applications };
  },
};
