import { Api } from "@pulumi/aws/apigatewayv2/api.js";
import { ApiMapping } from "@pulumi/aws/apigatewayv2/apiMapping.js";
import { DomainName } from "@pulumi/aws/apigatewayv2/domainName.js";
import { Integration } from "@pulumi/aws/apigatewayv2/integration.js";
import { Route } from "@pulumi/aws/apigatewayv2/route.js";
import { Stage } from "@pulumi/aws/apigatewayv2/stage.js";
import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { LogMetricFilter } from "@pulumi/aws/cloudwatch/logMetricFilter.js";
import { Permission } from "@pulumi/aws/lambda/permission.js";
import { Record as DnsRecord } from "@pulumi/aws/route53/record.js";
import * as pulumi from "@pulumi/pulumi";
import type { RegionConfig } from "../../domain/config/region.ts";
import { certificateIn } from "./certificate.ts";
import type { Handler } from "./handler.ts";

/** Where webhooks arrive, and who answers them. */
export interface IngressArgs {
  readonly webhook: RegionConfig["webhook"];
  /** Id of the zone that `webhook` names; undefined where it names none. */
  readonly zoneId: string | undefined;
  /** Path -> the handler that answers a POST there. */
  readonly routes: Readonly<Record<string, Handler>>;
  readonly logGroup: string;
  readonly logRetentionDays: number;
  readonly logKeyArn: pulumi.Input<string>;
  readonly limits: Pick<RegionConfig["limits"], "webhooksPerSecond" | "burst">;
}

/**
 * Where webhooks arrive: an HTTP API behind the region's own domain. Numbers point at the domain, so whatever is replaced behind it,
 * no number has to be touched.
 */
export class Ingress extends pulumi.ComponentResource {
  readonly apiId: pulumi.Output<string>;
  /** Counts the requests that the API itself refused with 429, since more than its limit came. */
  readonly throttled: { readonly namespace: string; readonly metricName: string };
  /** Resolves when the domain answers; where its record isn't ours to make ({@link IngressArgs.zoneId}), once the record is there too. */
  readonly ready: pulumi.Output<unknown>;
  /** The record that leads the domain here: made where a zone is named, to be made by hand where none is. */
  readonly record: pulumi.Output<{ name: string; type: string; target: string; hostedZoneId: string }>;
  /** The webhook domain, known once it exists. */
  readonly domain: pulumi.Output<string>;

  constructor(name: string, args: IngressArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aybiza:region:Ingress", name, {}, opts);
    const child = { parent: this };
    const guarded = { parent: this, protect: true };
    const api = new Api(
      name,
      { name, protocolType: "HTTP", description: "Webhooks of the carriers", disableExecuteApiEndpoint: true },
      guarded,
    );
    const integrations = new Map<Handler, Integration>();
    const permissions: pulumi.Resource[] = [];
    const routes = Object.entries(args.routes).map(([path, handler]) => {
      const suffix = path.slice(1).replaceAll("/", "-");
      let integration = integrations.get(handler);
      if (integration === undefined) {
        integration = new Integration(
          `${name}-${suffix}`,
          {
            apiId: api.id,
            integrationType: "AWS_PROXY",
            integrationUri: handler.invokeArn,
            payloadFormatVersion: "2.0",
          },
          child,
        );
        integrations.set(handler, integration);
      }
      permissions.push(
        new Permission(
          `${name}-${suffix}`,
          {
            action: "lambda:InvokeFunction",
            function: handler.functionName,
            qualifier: handler.aliasName,
            principal: "apigateway.amazonaws.com",
            // api / stage / method / path; this API has one stage.
            sourceArn: pulumi.interpolate`${api.executionArn}/*/POST${path}`,
          },
          child,
        ),
      );
      return new Route(
        `${name}-${suffix}`,
        { apiId: api.id, routeKey: `POST ${path}`, target: pulumi.interpolate`integrations/${integration.id}` },
        child,
      );
    });
    const accessLog = new LogGroup(
      `${name}-access`,
      { name: args.logGroup, retentionInDays: args.logRetentionDays, kmsKeyId: args.logKeyArn },
      child,
    );
    this.throttled = { namespace: name, metricName: "WebhooksThrottled" };
    // Among the API's own metrics a 429 is one of `4xx`, as a stranger's 403 is. No handler answers 429.
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
    new LogMetricFilter(
      `${name}-throttled`,
      {
        name: `${name}-throttled`,
        logGroupName: accessLog.name,
        pattern: '{ $.status = "429" }',
        metricTransformation: {
          name: this.throttled.metricName,
          namespace: this.throttled.namespace,
          value: "1",
          unit: "Count",
        },
      },
      child,
    );
    const stage = new Stage(
      name,
      {
        apiId: api.id,
        name: "$default",
        autoDeploy: true,
        // Neither callers nor query strings: only what a slow or failing webhook is found by.
        accessLogSettings: {
          destinationArn: accessLog.arn,
          format: JSON.stringify({
            requestId: "$context.requestId",
            route: "$context.routeKey",
            status: "$context.status",
            latencyMs: "$context.responseLatency",
            error: "$context.error.message",
            // Why the API couldn't call the handler: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html
            integrationError: "$context.integrationErrorMessage",
            // What Lambda answered the API, whatever the function itself says in `status`.
            integrationStatus: "$context.integrationStatus",
          }),
        },
        defaultRouteSettings: {
          throttlingBurstLimit: args.limits.burst,
          throttlingRateLimit: args.limits.webhooksPerSecond,
        },
      },
      { ...child, dependsOn: routes },
    );
    const certificateArn = args.webhook.certificateArn ?? certificateIn(name, args.zoneId!, args.webhook.domain, child);
    const domain = new DomainName(
      name,
      {
        domainName: args.webhook.domain,
        domainNameConfiguration: { certificateArn, endpointType: "REGIONAL", securityPolicy: "TLS_1_2" },
      },
      guarded,
    );
    const mapping = new ApiMapping(
      name,
      { apiId: api.id, domainName: domain.id, stage: stage.id }, // In a delete the mapping goes first; it is protected, so nothing that a webhook needs is deleted before the refusal.
      { ...guarded, dependsOn: permissions },
    );
    const { targetDomainName, hostedZoneId } = domain.domainNameConfiguration;
    const record =
      args.zoneId === undefined
        ? undefined
        : new DnsRecord(
            `${name}-webhook`,
            {
              zoneId: args.zoneId,
              name: args.webhook.domain,
              type: "A",
              aliases: [{ name: targetDomainName, zoneId: hostedZoneId, evaluateTargetHealth: false }],
            },
            guarded,
          );
    this.apiId = api.id;
    this.ready = pulumi.all([mapping.id, record?.id]);
    this.record = pulumi.all([targetDomainName, hostedZoneId]).apply(([target, zone]) => ({
      name: args.webhook.domain,
      type: record === undefined ? "CNAME" : "A",
      target,
      hostedZoneId: zone,
    }));
    this.domain = domain.domainName;
    this.registerOutputs({ apiId: this.apiId });
  }
}
