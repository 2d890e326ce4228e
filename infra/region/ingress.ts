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

/** Input of the ingress: the webhook domain, and the handlers of its paths. */
export interface IngressArgs {
  readonly webhook: RegionConfig["webhook"];
  /** Id of the zone in `webhook`; undefined if it has none. */
  readonly zoneId: string | undefined;
  /** Handlers of POST requests, by path. */
  readonly routes: Readonly<Record<string, Handler>>;
  readonly logGroup: string;
  readonly logRetentionDays: number;
  readonly logKeyArn: pulumi.Input<string>;
  readonly limits: Pick<RegionConfig["limits"], "webhooksPerSecond" | "burst">;
}

/** An HTTP API behind the region's webhook domain. Numbers point at the domain, so the API can be replaced without changing a number. */
export class Ingress extends pulumi.ComponentResource {
  readonly apiId: pulumi.Output<string>;
  /** Metric that counts the API's own 429s. */
  readonly throttled: { readonly namespace: string; readonly metricName: string };
  /** Origin of the webhook domain. Resolves when the domain answers; without {@link IngressArgs.zoneId}, when the operator's own record exists. */
  readonly ready: pulumi.Output<unknown>;
  /** The domain's DNS record: declared if the file names a zone; otherwise the operator has to create it. */
  readonly record: pulumi.Output<{ name: string; type: string; target: string; hostedZoneId: string }>;
  /** The webhook domain, known when it exists. */
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
            // Format: api / stage / method / path. This API has one stage.
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
    // The API's own metric `4xx` also counts refused signatures (403). No handler answers 429.
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
        // Excludes callers and query strings: logs only what helps to find a slow or failing webhook.
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
            // Lambda's own answer to the API; `status` is the function's.
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
      // A destroy deletes the mapping first. It is protected, so the destroy fails before it deletes anything that webhooks need.
      { apiId: api.id, domainName: domain.id, stage: stage.id },
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
