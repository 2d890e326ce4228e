import * as pulumi from "@pulumi/pulumi";
import * as twilio from "@pulumi/twilio";
import { keys, type SealedToken } from "../../lambdas/router/route.ts";
import { fingerprintOf, sealToken } from "../../lambdas/tokens/seal.ts";
import type { TwilioConnection } from "../config/tenant.ts";
import type { RegionOutputs } from "../region/outputs.ts";
import { type RoutesTable, routesItem } from "./routes-item.ts";

/** What a tenant's Twilio account is made of. */
export interface TwilioAccountArgs {
  readonly tenant: string;
  /** Name in the file. */
  readonly name: string;
  readonly connection: TwilioConnection;
  /** Made before, so that the account's numbers could be looked at first: {@link twilioProvider}. */
  readonly provider: twilio.Provider;
  readonly region: RegionOutputs;
  readonly table: RoutesTable;
  /** Tokens that Twilio may sign this account's webhooks with; two during a rotation. They go no further than this process. */
  readonly signingTokens: readonly string[];
}

/**
 * A provider instance for a connection's account. It is given no credentials: its process has them from the stack's configuration,
 * so none stands in the state.
 */
export const twilioProvider = (tenant: string, name: string, { accountSid }: TwilioConnection): twilio.Provider =>
  new twilio.Provider(name, { accountSid, label: `connection \`${name}\` of tenant \`${tenant}\`` });

/**
 * A tenant's own Twilio account: the application that carries the webhooks of all its numbers, and the tokens
 * by which the handlers know that a webhook is Twilio's.
 */
export class TwilioAccount extends pulumi.ComponentResource {
  readonly provider: twilio.Provider;
  readonly applicationSid: pulumi.Output<string>;
  /** What a number of this account depends on, so that in a delete it goes first and these outlive it. */
  readonly foundations: pulumi.Resource[];

  constructor(args: TwilioAccountArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aybiza:tenant:TwilioAccount", args.name, {}, opts);
    const child = { parent: this };
    const { connection, region } = args;
    this.provider = args.provider;
    const tokens = args.signingTokens.map((token) => {
      const fingerprint = fingerprintOf(connection.accountSid, token);
      const sealed: SealedToken = {
        schema: 1,
        accountSid: connection.accountSid,
        tenant: args.tenant,
        connection: args.name,
        sealed: sealToken({ publicKeyPem: region.tokenKey.publicKeyPem, accountSid: connection.accountSid, token }),
      };
      // Sealing is random, so each run seals anew; an item under this fingerprint holds the same token and stays.
      return routesItem(
        // Without the connection's name: a connection that is renamed keeps its tokens.
        `token-${fingerprint}`,
        args.table,
        { ...keys.token(connection.accountSid, fingerprint), ...sealed },
        { ...child, writeOnce: true },
      );
    });
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
      { ...child, provider: this.provider, dependsOn: tokens },
    );
    this.applicationSid = application.sid;
    this.foundations = [...tokens, application];
    this.registerOutputs({});
  }
}
