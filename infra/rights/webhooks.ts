import { type Right, untriedSince } from "./right.ts";

const api = (path: string) => `arn:{partition}:apigateway:{awsRegion}::/${path}`;
const zone = "arn:{partition}:route53:::hostedzone/{zone}";
const VENDED = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html";
const delivery = [
  "logs:CreateLogDelivery",
  "logs:DeleteLogDelivery",
  "logs:DescribeResourcePolicies",
  "logs:GetLogDelivery",
  "logs:ListLogDeliveries",
  "logs:PutResourcePolicy",
  "logs:UpdateLogDelivery",
];

/** Rights of the role that deploys a region: the HTTP API, its domain, certificate and DNS records. */
export const webhooksRights: readonly Right[] = [
  {
    sid: "KeepApi",
    actions: ["apigateway:DELETE", "apigateway:GET", "apigateway:PATCH", "apigateway:POST"],
    resources: ["apis", "apis/*", "domainnames", "domainnames/{domain}", "domainnames/{domain}/*"].map(api),
    why: "API Gateway's actions are HTTP methods. AWS chooses an API's id.",
    source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-iam-policy-examples-v2.html",
  },
  { sid: "SeeApiTags", actions: ["apigateway:GET"], resources: [api("tags/*")], why: "Reads the API's tags." },
  {
    sid: "MakeApiServiceRole",
    actions: ["iam:CreateServiceLinkedRole"],
    resources: [
      "arn:{partition}:iam::{account}:role/aws-service-role/ops.apigateway.amazonaws.com/AWSServiceRoleForAPIGateway",
    ],
    condition: { StringEquals: { "iam:AWSServiceName": "ops.apigateway.amazonaws.com" } },
    why: "API Gateway creates its service-linked role with the account's first domain name.",
    source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/using-service-linked-roles.html",
    untried: { "iam:CreateServiceLinkedRole": "MiniStack creates no such role" },
  },
  {
    sid: "RequestCertificate",
    actions: ["acm:RequestCertificate"],
    resources: ["*"],
    condition: { "ForAllValues:StringEquals": { "acm:DomainNames": "{domain}" } },
    why: "A certificate for the webhook domain alone. Not needed without `webhook.zone`.",
    source: "https://docs.aws.amazon.com/acm/latest/userguide/acm-conditions.html",
  },
  {
    sid: "KeepCertificate",
    actions: ["acm:DeleteCertificate", "acm:DescribeCertificate", "acm:ListTagsForCertificate"],
    resources: ["arn:{partition}:acm:{awsRegion}:{account}:certificate/*"],
    why: "AWS chooses a certificate's id.",
  },
  {
    sid: "FindZone",
    actions: ["route53:ListHostedZones", "route53:ListHostedZonesByName"],
    resources: ["*"],
    why: "Finds the zone that the file names.",
    untried: { "route53:ListHostedZones": "some versions of the official provider use it" },
  },
  {
    sid: "SeeZone",
    actions: ["route53:GetHostedZone", "route53:ListResourceRecordSets", "route53:ListTagsForResource"],
    resources: [zone],
    why: "Reads the zone and its records.",
  },
  {
    sid: "RecordDomain",
    actions: ["route53:ChangeResourceRecordSets"],
    resources: [zone],
    condition: {
      "ForAllValues:StringLike": {
        "route53:ChangeResourceRecordSetsNormalizedRecordNames": ["{domain}", "_*.{domain}"],
      },
    },
    why: "The record of the webhook domain, and the one that validates its certificate; no other record of the zone.",
    source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-rrset-conditions.html",
  },
  {
    sid: "WaitForRecord",
    actions: ["route53:GetChange"],
    resources: ["arn:{partition}:route53:::change/*"],
    why: "Waits until a record is on all name servers.",
    untried: { "route53:GetChange": "only the official provider waits for it: MiniStack's records need no wait" },
  },
  {
    sid: "DeliverAccessLog",
    actions: delivery,
    resources: ["*"],
    why: "API Gateway sets up the delivery of its access log to CloudWatch Logs with the rights of its caller.",
    source: VENDED,
    untried: untriedSince("MiniStack doesn't check it", delivery),
  },
];
