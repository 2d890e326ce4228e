import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { RegionFile } from "../../domain/config/load.ts";
import type { RegionConfig } from "../../domain/config/region.ts";
import { fallbackRegion } from "../../domain/config/webhook-fallback.ts";
import { BILLING_INDEX } from "../../domain/contract/billing.ts";
import { EVENTS_PATH } from "../../domain/contract/events-path.ts";
import { regionOutputsSchema, rulesDigest } from "../../domain/contract/region-outputs.ts";
import { UserError } from "../../domain/user-error.ts";
import { bundleHandlers, HANDLERS } from "../handler-bundle.ts";
import { Alarms } from "./alarms.ts";
import { zoneId } from "./certificate.ts";
import { Encryption } from "./encryption.ts";
import { Fallback } from "./fallback.ts";
import { answerOf } from "./fallback-answer.ts";
import { guardRegion } from "./guard.ts";
import { Handler, type HandlerArgs } from "./handler.ts";
import { Ingress } from "./ingress.ts";
import { LATE_EVENTS_TIMEOUT_SECONDS, LateEvents } from "./late-events.ts";
import { deployedIn } from "./place.ts";
import { Tables } from "./tables.ts";

/** A region stack: keys, tables, handlers, the webhook domain that its tenants' numbers point at, and what tells people of trouble. */
export async function regionProgram({ file, region }: RegionFile): Promise<Record<string, unknown>> {
  await refuseMove(file, region);
  const name = `aybiza-${region.id}`;
  const { zone } = region.webhook;
  const [place, webhookZone, bundles] = await Promise.all([
    deployedIn(),
    zone === undefined ? undefined : zoneId(file, zone),
    bundleHandlers({ outDir: join(import.meta.dirname, "../../.aybiza/bundles") }),
  ]);
  const bundleOf = (handler: string) => {
    const found = bundles.find((b) => b.name === handler);
    if (found === undefined) throw new Error(`no bundle was made for the handler ${handler}`);
    return new pulumi.asset.FileArchive(found.dir);
  };
  const logGroup = (part: string) => `/aybiza/${region.id}/${part}`;
  const accessLogGroup = accessLogGroupOf(region.id);
  const encryption = new Encryption(name, {
    place,
    logGroups: [...HANDLERS.map(logGroup), accessLogGroup],
    alarmPrefix: `${name}-`,
  });
  const tables = new Tables(name, { keyArn: encryption.keyArn });
  const lateEvents = new LateEvents(name, { place });
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
        CALL_RETENTION_DAYS: String(region.data.callRetentionDays),
      },
    });
  const { concurrency } = region.limits;
  // Twilio hangs up on a webhook after 15 s; the handlers answer long before.
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
      // Asked by applications of tenants that were last deployed before the region had a fallback apart.
      "/twilio/fallback": voice,
      "/twilio/status": status,
      [EVENTS_PATH]: status,
    },
  });
  const fallback = new Fallback(`${name}-fallback`, {
    by: region.webhook.fallback.by,
    answer: answerOf(region),
    awsRegion: fallbackRegion(region.webhook.fallback, place.region),
    place,
    logGroup: logGroup("fallback"),
    logRetentionDays: region.data.logRetentionDays,
  });
  const alarms = new Alarms(name, {
    place,
    keyArn: encryption.watchKeyArn,
    email: region.alarms.email,
    watched: {
      region: region.id,
      functions: { voice: `${name}-twilio-voice`, status: `${name}-twilio-status`, lateEvents: `${name}-late-events` },
      apiId: ingress.apiId,
      throttledWebhooks: ingress.throttled,
      callsIndex: BILLING_INDEX,
      tables: { routes: `${name}-routes`, calls: `${name}-calls` },
      queues: { lateEvents: `${name}-late-events`, deadLetters: `${name}-dead-letters` },
      latencyMs: region.alarms.latencyMs,
    },
  });
  guardRegion(name, {
    account: place.account,
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
          awsRegion: fallbackRegion(region.webhook.fallback, place.region),
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
 * The HTTP API's access log. CloudWatch Logs lets AWS's services write into groups of this prefix by one entry in a policy of the account that holds
 * 5,120 characters; a group of any other name takes room of its own there, until no further one fits:
 * https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html
 */
export const accessLogGroupOf = (region: string): string => `/aws/vendedlogs/aybiza/${region}/access`;

/** What of a deployed region its tenants' numbers point at. A region that an earlier version deployed has no fallback apart. */
const pointedAt = regionOutputsSchema
  .pick({ webhookOrigin: true, awsRegion: true, fallback: true })
  .partial({ fallback: true });

/**
 * Numbers point at the region's webhook domain and at its fallback, and handlers verify signatures for the domain. Both are protected, but the
 * refusal would come when handlers already wait for webhooks of the new name. So a deployed region is never moved.
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
      `${file}: region \`${region.id}\` is deployed with \`${path}: ${was}\`, and the file now says \`${now}\`: the numbers of its tenants point at what is deployed.`,
      `write \`${was}\` again; for another one, make a region of its own`,
    );
  }
}
