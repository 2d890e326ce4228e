import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { bundleHandlers } from "../../lambdas/bundle.ts";
import type { RegionFile } from "../config/load.ts";
import type { RegionConfig } from "../config/region.ts";
import { Refusal } from "../refusal.ts";
import { Encryption } from "./encryption.ts";
import { Handler } from "./handler.ts";
import { Ingress } from "./ingress.ts";
import { regionOutputsSchema, rulesDigest } from "./outputs.ts";
import { Tables } from "./tables.ts";

/** A region stack: key, tables, handlers and the webhook domain that its tenants' numbers point at. */
export async function regionProgram({ file, region }: RegionFile): Promise<Record<string, unknown>> {
  await refuseMove(file, region);
  const name = `aybiza-${region.id}`;
  const bundles = await bundleHandlers({ outDir: join(import.meta.dirname, "../../.aybiza/bundles") });
  const bundleOf = (handler: string) => {
    const found = bundles.find((b) => b.name === handler);
    if (found === undefined) throw new Error(`no bundle was made for the handler ${handler}`);
    return new pulumi.asset.FileArchive(found.dir);
  };
  const logGroups = ["twilio-voice", "twilio-status", "access"].map((part) => `/aybiza/${region.id}/${part}`);
  const encryption = new Encryption(name, { logGroups });
  const tables = new Tables(name, { keyArn: encryption.keyArn });
  const webhookOrigin = `https://${region.webhook.domain}`;
  const shared = {
    encryption,
    tables,
    logRetentionDays: region.data.logRetentionDays,
    environment: {
      REGION: region.id,
      WEBHOOK_ORIGIN: webhookOrigin,
      FALLBACK: JSON.stringify(region.fallback),
      CALL_RETENTION_DAYS: String(region.data.callRetentionDays),
    },
  };
  const voice = new Handler(`${name}-twilio-voice`, {
    ...shared,
    logGroup: logGroups[0]!,
    code: bundleOf("twilio-voice"),
  });
  const status = new Handler(`${name}-twilio-status`, {
    ...shared,
    logGroup: logGroups[1]!,
    code: bundleOf("twilio-status"),
  });
  const ingress = new Ingress(name, {
    webhook: region.webhook,
    logGroup: logGroups[2]!,
    logRetentionDays: region.data.logRetentionDays,
    logKeyArn: encryption.logKeyArn,
    routes: {
      "/twilio/voice": voice,
      "/twilio/after": voice,
      "/twilio/fallback": voice,
      "/twilio/status": status,
    },
  });
  return {
    region: pulumi
      .all([tables.routes.name, encryption.tokenKey.publicKeyPem, ingress.ready])
      .apply(([routesTable, publicKeyPem]) => ({
        id: region.id,
        rules: rulesDigest(region),
        webhookOrigin,
        awsRegion: new pulumi.Config("aws").require("region"),
        routesTable,
        tokenKey: { publicKeyPem },
      })),
    callsTable: tables.calls.name,
    httpApi: ingress.apiId,
  };
}

/**
 * Numbers point at the region's webhook domain, and handlers verify signatures for it. The domain itself is protected, but its refusal
 * would come when handlers already wait for webhooks of the new name. So a deployed region is never moved.
 */
async function refuseMove(file: string, region: RegionConfig): Promise<void> {
  const self = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
  const details = await new pulumi.StackReference("self", { name: self }).getOutputDetails("region");
  const deployed = regionOutputsSchema.safeParse(details.value).data;
  if (deployed === undefined) return;
  const moves = [
    ["aybiza:region.webhook.domain", deployed.webhookOrigin.replace("https://", ""), region.webhook.domain],
    ["aws:region", deployed.awsRegion, new pulumi.Config("aws").require("region")],
  ] as const;
  for (const [path, was, now] of moves) {
    if (was === now) continue;
    throw new Refusal(
      "region-moved",
      `${file}: region \`${region.id}\` is deployed with \`${path}: ${was}\`, and the file now says \`${now}\`: the numbers of its tenants point at what is deployed.`,
      `write \`${was}\` again; for another one, make a region of its own`,
    );
  }
}
