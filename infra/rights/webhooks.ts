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

/** What the region's deploying role does with the HTTP API, its domain, certificate and DNS records. */
export const webhooksRights: readonly Right[] = [
  {
    sid: "KeepApi",
    actions: ["apigateway:DELETE", "apigateway:GET", "apigateway:PATCH", "apigateway:POST"],
    resources: ["apis", "apis/*", "domainnames", "domainnames/{domain}", "domainnames/{domain}/*"].map(api),
    why: "API Gateway's actions are HTTP methods. An API's id is AWS's choice.",
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
    why: "API Gateway makes a role of its own with an account's first domain name.",
    source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/using-service-linked-roles.html",
    untried: { "iam:CreateServiceLinkedRole": "MiniStack makes no such role" },
  },
  {
    sid: "RequestCertificate",
    actions: ["acm:RequestCertificate"],
    resources: ["*"],
    condition: { "ForAllValues:StringEquals": { "acm:DomainNames": "{domain}" } },
    why: "A certificate for the webhook domain and no other. Without `webhook.zone` it isn't needed.",
    source: "https://docs.aws.amazon.com/acm/latest/userguide/acm-conditions.html",
  },
  {
    sid: "KeepCertificate",
    actions: ["acm:DeleteCertificate", "acm:DescribeCertificate", "acm:ListTagsForCertificate"],
    resources: ["arn:{partition}:acm:{awsRegion}:{account}:certificate/*"],
    why: "A certificate's id is AWS's choice.",
  },
  {
    sid: "FindZone",
    actions: ["route53:ListHostedZones", "route53:ListHostedZonesByName"],
    resources: ["*"],
    why: "Finds the zone that the file names.",
    untried: { "route53:ListHostedZones": "the official provider asks it, depending on its version" },
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
    why: "The record of the webhook domain, and the one that proves it to ACM; no other record of the zone.",
    source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-rrset-conditions.html",
  },
  {
    sid: "WaitForRecord",
    actions: ["route53:GetChange"],
    resources: ["arn:{partition}:route53:::change/*"],
    why: "Waits until a record is on all name servers.",
    untried: { "route53:GetChange": "the official provider waits; MiniStack's records are there at once" },
  },
  {
    sid: "DeliverAccessLog",
    actions: delivery,
    resources: ["*"],
    why: "API Gateway has CloudWatch Logs take its access log in the name of whoever sets it.",
    source: VENDED,
    untried: untriedSince("MiniStack doesn't ask for it", delivery),
  },
];
