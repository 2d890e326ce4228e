import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { bundleHandlers, HANDLERS } from "../../lambdas/bundle.ts";
import { BILLING_INDEX } from "../../lambdas/calls/billing.ts";
import { EVENTS_PATH } from "../../lambdas/events/path.ts";
import type { RegionFile } from "../config/load.ts";
import type { RegionConfig } from "../config/region.ts";
import { Refusal } from "../refusal.ts";
import { Alarms } from "./alarms.ts";
import { zoneId } from "./certificate.ts";
import { Encryption } from "./encryption.ts";
import { guardRegion } from "./guard.ts";
import { Handler, type HandlerArgs } from "./handler.ts";
import { Ingress } from "./ingress.ts";
import { LATE_EVENTS_TIMEOUT_SECONDS, LateEvents } from "./late-events.ts";
import { regionOutputsSchema, rulesDigest } from "./outputs.ts";
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
  const encryption = new Encryption(name, {
    place,
    logGroups: [...HANDLERS, "access"].map(logGroup),
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
    logGroup: logGroup("access"),
    logRetentionDays: region.data.logRetentionDays,
    logKeyArn: encryption.logKeyArn,
    limits: region.limits,
    routes: {
      "/twilio/voice": voice,
      "/twilio/after": voice,
      "/twilio/fallback": voice,
      "/twilio/status": status,
      [EVENTS_PATH]: status,
    },
  });
  const alarms = new Alarms(name, {
    place,
    keyArn: encryption.keyArn,
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
    table: tables.routes.name,
    webhookDomain: ingress.domain,
    beneath: [encryption, tables, lateEvents, voice, status, late, ingress, alarms],
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
    alarmsTopic: alarms.topicArn,
    lateEvents: { queue: lateEvents.queue.url, deadLetters: lateEvents.deadLetters.url },
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
