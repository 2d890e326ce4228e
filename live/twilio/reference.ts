import { randomBytes } from "node:crypto";
import { startTwilio } from "../../rehearsal/twilio/server.ts";
import { Target } from "./target.ts";
import { Wire } from "./wire.ts";

/** Properties of the real account that the stand-in's account copies. */
export interface Likeness {
  readonly trial: boolean;
}

/** A stand-in of this checkout, with an account like the real one and with test credentials. */
export interface Reference {
  readonly target: Target;
  close(): Promise<void>;
}

export async function startReference({ trial }: Likeness, token: string): Promise<Reference> {
  const account = { sid: `AC${hex()}`, token: hex() };
  const test = { sid: `AC${hex()}`, token: hex() };
  const twilio = await startTwilio({
    resolve: async () => undefined,
    accounts: [
      { sid: account.sid, authToken: account.token, friendlyName: "Reference", trial },
      { sid: test.sid, authToken: test.token, friendlyName: "Reference, test", test: true },
    ],
  });
  const wire = new Wire({ AYBIZA_TWILIO_URL: twilio.origin });
  return {
    target: new Target({ wire, account, test, token }),
    async close() {
      wire.close();
      await twilio.close();
    },
  };
}

const hex = () => randomBytes(16).toString("hex");
