import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { RegionFile } from "../../domain/config/load.ts";
import type { RegionConfig } from "../../domain/config/region.ts";
import { fallbackRegion } from "../../domain/config/webhook-fallback.ts";
import { BILLING_INDEX } from "../../domain/contract/billing.ts";
import { EVENTS_PATH } from "../../domain/contract/events-path.ts";
import { regionOutputsSchema, rulesDigest } from "../../domain/contract/region-outputs.ts";
import { languagesVariable } from "../../domain/rules/languages.ts";
import { UserError } from "../../domain/user-error.ts";
import { bundleHandlers, HANDLERS } from "../handler-bundle.ts";
import { Alarms } from "./alarms.ts";
import { awsLocation } from "./aws-location.ts";
import { zoneId } from "./certificate.ts";
import { Encryption } from "./encryption.ts";
import { Fallback } from "./fallback.ts";
import { answerOf } from "./fallback-answer.ts";
import { guardRegion } from "./guard.ts";
import { Handler, type HandlerArgs } from "./handler.ts";
import { Ingress } from "./ingress.ts";
import { LATE_EVENTS_TIMEOUT_SECONDS, LateEvents } from "./late-events.ts";
import { onCallUrl } from "./on-call.ts";
import { Tables } from "./tables.ts";

/** Declares a region stack: keys, tables, handlers, fallback, alarms, and the webhook domain that its tenants' numbers point at. */
export async function regionProgram({ file, region }: RegionFile): Promise<Record<string, unknown>> {
  await refuseMove(file, region);
  const name = `aybiza-${region.id}`;
  const { zone } = region.webhook;
  const [location, webhookZone, bundles] = await Promise.all([
    awsLocation(),
    zone === undefined ? undefined : zoneId(file, zone),
    bundleHandlers({ outDir: join(import.meta.dirname, "../../.aybiza/bundles") }),
  ]);
  const bundleOf = (handler: string) => {
    const found = bundles.find((b) => b.name === handler);
    if (found === undefined) throw new Error(`handler ${handler} has no bundle`);
    return new pulumi.asset.FileArchive(found.dir);
  };
  const languages = languagesVariable(region.countries);
  const logGroup = (part: string) => `/aybiza/${region.id}/${part}`;
  const accessLogGroup = accessLogGroupOf(region.id);
  const encryption = new Encryption(name, {
    location,
    logGroups: [...HANDLERS.map(logGroup), accessLogGroup],
    alarmPrefix: `${name}-`,
  });
  const tables = new Tables(name, { keyArn: encryption.keyArn });
  const lateEvents = new LateEvents(name, { location });
  const webhookOrigin = `https://${region.webhook.domain}`;
  const handler = (part: (typeof HANDLERS)[number], args: Pick<HandlerArgs, "concurrency" | "timeoutSeconds">) =>
    new Handler(`${name}-${part}`, {
      ...args,
      encryption,
      tables,
      lateEvents: { queue: lateEvents.queue, may: part === "late-events" ? "receive" : "send" },
      logGroup: logGroup(part),
      logRetentionDays: region.data.logRetentionDays,
      code: bundleOf(part),
      environment: {
        REGION: region.id,
        WEBHOOK_ORIGIN: webhookOrigin,
        FALLBACK: JSON.stringify(region.fallback),
        ...(languages !== undefined && { LANGUAGES: languages }),
        CALL_RETENTION_DAYS: String(region.data.callRetentionDays),
      },
    });
  const { concurrency } = region.limits;
  // Twilio gives up on a webhook after 15 s.
  const voice = handler("twilio-voice", { concurrency: concurrency.voice, timeoutSeconds: 10 });
  const status = handler("twilio-status", { concurrency: concurrency.status, timeoutSeconds: 10 });
  const late = handler("late-events", {
    concurrency: concurrency.lateEvents,
    timeoutSeconds: LATE_EVENTS_TIMEOUT_SECONDS,
  });
  lateEvents.feed(late);
  const ingress = new Ingress(name, {
    webhook: region.webhook,
    zoneId: webhookZone,
    logGroup: accessLogGroup,
    logRetentionDays: region.data.logRetentionDays,
    logKeyArn: encryption.watchKeyArn,
    limits: region.limits,
    routes: {
      "/twilio/voice": voice,
      "/twilio/after": voice,
      // Still the fallback URL of tenants that were last deployed before the region had a separate fallback.
      "/twilio/fallback": voice,
      "/twilio/status": status,
      [EVENTS_PATH]: status,
    },
  });
  const fallback = new Fallback(`${name}-fallback`, {
    by: region.webhook.fallback.by,
    answer: answerOf(region),
    awsRegion: fallbackRegion(region.webhook.fallback, location.region),
    location,
    logGroup: logGroup("fallback"),
    logRetentionDays: region.data.logRetentionDays,
  });
  const alarms = new Alarms(name, {
    location,
    keyArn: encryption.watchKeyArn,
    email: region.alarms.email,
    onCall: region.alarms.onCall && onCallUrl(file),
    watched: {
      region: region.id,
      functions: { voice: `${name}-twilio-voice`, status: `${name}-twilio-status`, lateEvents: `${name}-late-events` },
      apiId: ingress.apiId,
      throttledWebhooks: ingress.throttled,
      callsIndex: BILLING_INDEX,
      tables: { routes: `${name}-routes`, calls: `${name}-calls` },
      topic: `${name}-alarms`,
      queues: { lateEvents: `${name}-late-events`, deadLetters: `${name}-dead-letters` },
      latencyMs: region.alarms.latencyMs,
    },
  });
  guardRegion(name, {
    account: location.account,
    table: tables.routes.name,
    webhookDomain: ingress.domain,
    beneath: [encryption, tables, lateEvents, voice, status, late, ingress, fallback, alarms],
  });
  return {
    region: pulumi
      .all([tables.routes.name, encryption.tokenKey.publicKeyPem, fallback.url, ingress.ready])
      .apply(([routesTable, publicKeyPem, fallbackUrl]) => ({
        id: region.id,
        rules: rulesDigest(region),
        webhookOrigin,
        fallback: {
          url: fallbackUrl,
          by: region.webhook.fallback.by,
          awsRegion: fallbackRegion(region.webhook.fallback, location.region),
        },
        awsRegion: new pulumi.Config("aws").require("region"),
        routesTable,
        tokenKey: { publicKeyPem },
      })),
    callsTable: tables.calls.name,
    alarmsTopic: alarms.topicArn,
    lateEvents: { queue: lateEvents.queue.url, deadLetters: lateEvents.deadLetters.url },
    httpApi: ingress.apiId,
    webhookRecord: ingress.record,
  };
}

/**
 * Log group of the HTTP API's access log. All groups with this prefix share one entry in the account's CloudWatch Logs policy; any other name needs
 * its own entry, and the policy has room for 5,120 characters:
 * https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html
 */
export const accessLogGroupOf = (region: string): string => `/aws/vendedlogs/aybiza/${region}/access`;

/** Outputs with the addresses that tenants' numbers point at. A region deployed by an older version has no separate fallback. */
const pointedAt = regionOutputsSchema
  .pick({ webhookOrigin: true, awsRegion: true, fallback: true })
  .partial({ fallback: true });

/**
 * Refuses a change of settings that numbers depend on: webhook domain, AWS Region and fallback. `protect` would refuse it too, but only after the
 * handlers were updated to verify signatures for the new domain.
 */
async function refuseMove(file: string, region: RegionConfig): Promise<void> {
  const self = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
  const details = await new pulumi.StackReference("self", { name: self }).getOutputDetails("region");
  const deployed = pointedAt.safeParse(details.value).data;
  if (deployed === undefined) return;
  const awsRegion = new pulumi.Config("aws").require("region");
  const { domain, fallback } = region.webhook;
  const moves = [
    ["aybiza:region.webhook.domain", deployed.webhookOrigin.replace("https://", ""), domain],
    ["aws:region", deployed.awsRegion, awsRegion],
    ["aybiza:region.webhook.fallback.by", deployed.fallback?.by, fallback.by],
    ["aybiza:region.webhook.fallback.awsRegion", deployed.fallback?.awsRegion, fallbackRegion(fallback, awsRegion)],
  ] as const;
  for (const [path, was, now] of moves) {
    if (was === undefined || was === now) continue;
    throw new UserError(
      "region-moved",
      `${file}: region \`${region.id}\` is deployed with \`${path}: ${was}\`, and the file now says \`${now}\`. It can't change: the numbers of its tenants point at it.`,
      `write \`${was}\` again, or make another region with \`${now}\``,
    );
  }
}
