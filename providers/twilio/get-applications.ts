import { z } from "zod";
import type { FunctionSpec } from "../kit/define.ts";
import type { TwilioClient } from "./client/client.ts";

/** An application in Twilio's API. */
interface ApplicationRecord {
  readonly sid: string;
  readonly friendly_name: string | null;
  readonly voice_url: string | null;
  readonly status_callback: string | null;
}

const text = (description: string) => z.string().meta({ description });

/** The function that lists the applications of an account. */
export const getApplications: FunctionSpec<TwilioClient> = {
  token: "twilio:index:getApplications",
  description:
    "Lists the account's TwiML applications. If a program lists all of them, its `Application` resources are compared with the list, so that `pulumi up` without `--refresh` repairs changes made by hand.",
  examples: [
    {
      title: "List the applications of an account",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const found = await twilio.getApplications({}, { provider });

export const names = found.applications.map((a) => a.friendlyName);`,
    },
  ],
  inputs: z.strictObject({
    friendlyName: z.string().optional().meta({ description: "Only applications with exactly this friendly name." }),
  }),
  outputs: z.strictObject({
    applications: z
      .array(
        z
          .strictObject({
            sid: text("The application's SID, `AP...`."),
            friendlyName: text("Friendly name."),
            voiceUrl: text('URL that Twilio requests for TwiML when a call comes in, or "".'),
            statusCallback: text('URL that Twilio notifies when a call ends, or "".'),
          })
          .meta({ typeName: "HeldApplication", description: "An application of the account." }),
      )
      .meta({ description: "The applications, in Twilio's order." }),
  }),
  async invoke({ client, signal }, { friendlyName }) {
    const all = await client
      .collection<ApplicationRecord>({ path: "Applications", key: "applications", noun: "application", signal })
      .list();
    client.recordSnapshot("AP", all);
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
