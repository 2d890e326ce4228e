import { Ciphertext } from "@pulumi/aws/kms/ciphertext.js";
import * as pulumi from "@pulumi/pulumi";
import * as twilio from "@pulumi/twilio";
import { type AccountTokens, keys } from "../../lambdas/router/route.ts";
import type { TwilioConnection } from "../config/tenant.ts";
import type { RegionOutputs } from "../region/outputs.ts";
import { routesItem } from "./table-item.ts";

export interface TwilioConnectionArgs {
  readonly tenant: string;
  /** Name in the file. */
  readonly name: string;
  readonly connection: TwilioConnection;
  readonly region: RegionOutputs;
  /** The decrypted credentials of this connection, as one secret. */
  readonly credentials: pulumi.Output<Credentials>;
}

/** Secrets of a connection, by their names in the file. */
export interface Credentials {
  readonly authToken: string;
  readonly previousAuthToken?: string;
  readonly apiKeySecret?: string;
}

/**
 * A tenant's own Twilio account: a provider instance, the application that carries the webhooks of all its numbers, and the tokens
 * by which the handlers know that a webhook is Twilio's.
 */
export class TwilioAccount extends pulumi.ComponentResource {
  readonly provider: twilio.Provider;
  readonly applicationSid: pulumi.Output<string>;
  /** What a number of this account depends on, so that in a delete it goes first and these outlive it. */
  readonly foundations: pulumi.Resource[];

  constructor(args: TwilioConnectionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aybiza:tenant:TwilioAccount", args.name, {}, opts);
    const child = { parent: this };
    const { connection, credentials, region } = args;
    const secret = (name: keyof Credentials) => credentials.apply((c) => c[name] as string);
    this.provider = new twilio.Provider(
      args.name,
      {
        accountSid: connection.accountSid,
        ...(connection.apiKeySid === undefined
          ? { authToken: secret("authToken") }
          : { apiKeySid: connection.apiKeySid, apiKeySecret: secret("apiKeySecret") }),
        label: `connection \`${args.name}\` of tenant \`${args.tenant}\``,
      },
      child,
    );
    const tokens = (["authToken", "previousAuthToken"] as const)
      .filter((token) => connection[token] !== undefined)
      .map(
        (token) =>
          new Ciphertext(
            `${args.name}-${token}`,
            { keyId: region.kmsKeyArn, plaintext: secret(token), context: { accountSid: connection.accountSid } },
            child,
          ),
      );
    const account = routesItem(
      `${args.name}-tokens`,
      region.routesTable,
      pulumi.all(tokens.map((t) => t.ciphertextBlob)).apply((ciphertexts) => ({
        ...keys.account(connection.accountSid),
        ...({
          schema: 1,
          accountSid: connection.accountSid,
          tenant: args.tenant,
          connection: args.name,
          tokens: ciphertexts,
        } satisfies AccountTokens),
      })),
      child,
    );
    const application = new twilio.Application(
      args.name,
      {
        friendlyName: `AYBIZA ${args.tenant}/${args.name}`,
        voiceUrl: `${region.webhookOrigin}/twilio/voice`,
        voiceMethod: "POST",
        voiceFallbackUrl: `${region.webhookOrigin}/twilio/fallback`,
        voiceFallbackMethod: "POST",
        statusCallback: `${region.webhookOrigin}/twilio/status`,
        statusCallbackMethod: "POST",
      },
      // Without the tokens each webhook would be refused, so they come first.
      { ...child, provider: this.provider, dependsOn: [account] },
    );
    this.applicationSid = application.sid;
    this.foundations = [account, application];
    this.registerOutputs({});
  }
}
