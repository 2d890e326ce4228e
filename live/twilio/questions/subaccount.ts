import { below, type Fields, type Question, type Signer, type Step } from "../question.ts";

const application = "rehearsal/twilio/operations/calls/applications.ts";
const applicationPage = "https://www.twilio.com/docs/usage/api/applications";
const voice = "rehearsal/twilio/operations/voice/voice.ts";

/** Creates a request in the subaccount with the account's token. */
const inIt = (name: string, method: Step["method"], path: string, form?: Fields): Step => ({
  ...{ name, as: "account", method, path: below("subaccount", path), ...(form && { form }) },
});
/** Creates a request to a product other than `api`, which accepts only the subaccount's own token. */
const ofProduct = (name: string, method: Step["method"], product: string, path: string, form?: Fields): Step => ({
  ...{ name, as: "subaccount", method, product, path, ...(form && { form }) },
});
const readAs = (name: string, as: Signer, path: string): Step => ({ name, as, method: "GET", path });

/** Questions answered by creating free resources in a new subaccount. */
export const subaccounts: readonly Question[] = [
  {
    id: "subaccount-created",
    asks: "Which fields and which state has a new subaccount?",
    ...{ stage: "subaccount", mend: "rehearsal/twilio/operations/account/accounts.ts" },
    source: "https://www.twilio.com/docs/iam/api/subaccounts",
    steps: [
      {
        ...{ name: "create", as: "account", method: "POST", path: "/2010-04-01/Accounts.json" },
        form: { FriendlyName: "{token}" },
        makes: { kind: "subaccount", name: "{token}" },
        keep: { subaccount: "sid", subaccountToken: "auth_token" },
      },
      {
        ...readAs("find it by its name", "account", "/2010-04-01/Accounts.json"),
        query: { FriendlyName: "{token}" },
      },
    ],
  },
  {
    id: "subaccount-reach",
    asks: "What do the parent's and the subaccount's credentials reach of each other?",
    ...{ stage: "subaccount", mend: "rehearsal/twilio/account/auth.ts" },
    source: "https://www.twilio.com/docs/iam/api/subaccounts#authentication",
    steps: [
      readAs("the parent's in the subaccount", "account", below("subaccount", "Applications.json")),
      readAs("the subaccount's in itself", "subaccount", below("subaccount", "Applications.json")),
      readAs("the subaccount's in the parent", "subaccount", below("account", "Applications.json")),
      ofProduct("the subaccount's at a product", "GET", "trunking", "/v1/Trunks"),
    ],
  },
  {
    id: "secondary-token",
    asks: "Which fields does a secondary auth token have, and what stops working when it is deleted?",
    ...{ stage: "subaccount", mend: "rehearsal/twilio/operations/account/auth-tokens.ts" },
    source: "https://www.twilio.com/docs/iam/api/authtoken",
    steps: [
      {
        ...ofProduct("create", "POST", "accounts", "/v1/AuthTokens/Secondary"),
        keep: { secondaryToken: "secondary_auth_token" },
      },
      ofProduct("delete", "DELETE", "accounts", "/v1/AuthTokens/Secondary"),
      ofProduct("delete it again", "DELETE", "accounts", "/v1/AuthTokens/Secondary"),
    ],
  },
  {
    id: "application-created",
    asks: "Which fields and defaults has a new application?",
    ...{ stage: "subaccount", mend: application, source: applicationPage },
    steps: [
      {
        ...inIt("create", "POST", "Applications.json", {
          FriendlyName: "{token} voice",
          VoiceUrl: "https://voice.aybiza.example/answer",
          VoiceFallbackUrl: "https://fallback.aybiza.example/answer",
          StatusCallback: "https://voice.aybiza.example/status",
        }),
        keep: { application: "sid" },
      },
    ],
  },
  {
    id: "application-refusals",
    asks: "Which codes refuse an application?",
    ...{ stage: "subaccount", mend: application, source: applicationPage },
    steps: [
      inIt("a name of 65 characters", "POST", "Applications.json", { FriendlyName: "n".repeat(65) }),
      inIt("a URL that isn't one", "POST", "Applications.json", { VoiceUrl: "answer" }),
      inIt("a method that isn't one", "POST", "Applications.json", { VoiceMethod: "PATCH" }),
    ],
  },
  {
    id: "application-emptied",
    asks: "Which URLs of an application does an empty value clear?",
    ...{ stage: "subaccount", mend: application, source: "https://github.com/RJPearson94/terraform-provider-twilio" },
    steps: [
      {
        ...inIt("create", "POST", "Applications.json", {
          FriendlyName: "{token} emptied",
          VoiceUrl: "https://voice.aybiza.example/answer",
          SmsUrl: "https://voice.aybiza.example/sms",
          MessageStatusCallback: "https://voice.aybiza.example/message",
        }),
        keep: { emptied: "sid" },
      },
      {
        ...inIt("empty its VoiceUrl and SmsUrl", "POST", "Applications/{emptied}.json", { VoiceUrl: "", SmsUrl: "" }),
        tells: ["voice_url", "sms_url"],
      },
      {
        ...inIt("empty its MessageStatusCallback", "POST", "Applications/{emptied}.json", {
          MessageStatusCallback: "",
        }),
        tells: ["message_status_callback"],
      },
      {
        ...inIt("empty its SmsStatusCallback", "POST", "Applications/{emptied}.json", { SmsStatusCallback: "" }),
        tells: ["message_status_callback"],
      },
    ],
  },
  {
    id: "list-order",
    asks: "In which order does a list return its items, and how does a page link to the next?",
    ...{ stage: "subaccount", mend: "rehearsal/twilio/api/paging.ts" },
    source: "https://www.twilio.com/docs/usage/twilios-response#pagination",
    steps: [
      inIt("all applications", "GET", "Applications.json"),
      { ...inIt("the first page of one", "GET", "Applications.json"), query: { PageSize: "1" } },
    ],
  },
  {
    id: "bundle-empty-status-callback",
    asks: "Does a new bundle accept an empty StatusCallback?",
    ...{ stage: "subaccount", mend: "rehearsal/twilio/operations/regulatory/bundles.ts" },
    source: "https://www.twilio.com/docs/phone-numbers/regulatory/api/bundles",
    steps: [
      {
        ...ofProduct("create", "POST", "numbers", "/v2/RegulatoryCompliance/Bundles", {
          FriendlyName: "{token}",
          Email: "papers@aybiza.example",
          StatusCallback: "",
          IsoCountry: "GB",
          NumberType: "local",
          EndUserType: "business",
        }),
        keep: { bundle: "sid" },
      },
      ofProduct("delete", "DELETE", "numbers", "/v2/RegulatoryCompliance/Bundles/{bundle}"),
    ],
  },
  {
    id: "trunk-created",
    asks: "Which fields and defaults have a trunk and its origination URL?",
    ...{ stage: "subaccount", mend: "rehearsal/twilio/operations/sip/trunks.ts" },
    source: "https://www.twilio.com/docs/sip-trunking/api/trunk-resource",
    steps: [
      {
        ...ofProduct("trunk", "POST", "trunking", "/v1/Trunks", { FriendlyName: "{token}" }),
        keep: { trunk: "sid" },
      },
      ofProduct("origination URL", "POST", "trunking", "/v1/Trunks/{trunk}/OriginationUrls", {
        FriendlyName: "{token}",
        SipUrl: "sip:gateway.aybiza.example",
        Priority: "10",
        Weight: "10",
        Enabled: "true",
      }),
    ],
  },
  {
    id: "byoc-emptied",
    asks: "Does an empty value clear the connection policy of a BYOC trunk?",
    ...{ stage: "subaccount", mend: voice, source: "https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc" },
    steps: [
      {
        ...ofProduct("connection policy", "POST", "voice", "/v1/ConnectionPolicies", { FriendlyName: "{token}" }),
        keep: { policy: "sid" },
      },
      {
        ...ofProduct("BYOC trunk", "POST", "voice", "/v1/ByocTrunks", {
          FriendlyName: "{token}",
          VoiceUrl: "https://voice.aybiza.example/answer",
          ConnectionPolicySid: "{policy}",
        }),
        keep: { byocTrunk: "sid" },
      },
      ofProduct("empty it", "POST", "voice", "/v1/ByocTrunks/{byocTrunk}", { ConnectionPolicySid: "" }),
      {
        ...ofProduct("read it", "GET", "voice", "/v1/ByocTrunks/{byocTrunk}"),
        tells: ["connection_policy_sid"],
      },
    ],
  },
  {
    id: "sip-domain-emptied",
    asks: "Does an empty value clear the BYOC trunk of a SIP domain?",
    ...{ stage: "subaccount", mend: "rehearsal/twilio/operations/sip/sip-domains.ts" },
    source: "https://www.twilio.com/docs/voice/sip/api/sip-domain-resource",
    steps: [
      {
        ...inIt("create", "POST", "SIP/Domains.json", {
          DomainName: "{token}.sip.twilio.com",
          ByocTrunkSid: "{byocTrunk}",
        }),
        keep: { domain: "sid" },
      },
      inIt("empty it", "POST", "SIP/Domains/{domain}.json", { ByocTrunkSid: "" }),
      { ...inIt("read it", "GET", "SIP/Domains/{domain}.json"), tells: ["byoc_trunk_sid"] },
      inIt("delete it", "DELETE", "SIP/Domains/{domain}.json"),
    ],
  },
  {
    id: "event-sink",
    asks: "Which fields and states have a webhook sink and its subscription to error events?",
    ...{ stage: "subaccount", mend: "rehearsal/twilio/operations/events/events.ts" },
    source: "https://www.twilio.com/docs/events/event-streams/sink-resource",
    steps: [
      {
        ...ofProduct("sink", "POST", "events", "/v1/Sinks", {
          Description: "{token}",
          SinkType: "webhook",
          SinkConfiguration: JSON.stringify({
            destination: "https://voice.aybiza.example/events",
            method: "POST",
            batch_events: true,
          }),
        }),
        keep: { sink: "sid" },
      },
      {
        ...ofProduct("subscription", "POST", "events", "/v1/Subscriptions", {
          Description: "{token}",
          SinkSid: "{sink}",
          Types: JSON.stringify({ type: "com.twilio.error-logs.error.logged", schema_version: 2 }),
        }),
        keep: { subscription: "sid" },
      },
      { ...ofProduct("read the sink", "GET", "events", "/v1/Sinks/{sink}"), tells: ["status"] },
      ofProduct("delete the subscription", "DELETE", "events", "/v1/Subscriptions/{subscription}"),
      ofProduct("delete the sink", "DELETE", "events", "/v1/Sinks/{sink}"),
    ],
  },
  {
    id: "second-subaccount",
    asks: "Does the account allow a second subaccount?",
    ...{ stage: "subaccount", mend: "rehearsal/twilio/operations/account/accounts.ts" },
    source: "https://www.twilio.com/docs/api/errors/21480",
    steps: [
      {
        ...{ name: "create", as: "account", method: "POST", path: "/2010-04-01/Accounts.json" },
        form: { FriendlyName: "{token} second" },
        makes: { kind: "subaccount", name: "{token} second" },
        keep: { second: "sid", secondToken: "auth_token" },
      },
    ],
  },
];
