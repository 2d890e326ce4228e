import { below, type Fields, type Question, type Step } from "../question.ts";

const searchSource =
  "https://www.twilio.com/docs/phone-numbers/api/availablephonenumberlocal-resource#read-multiple-availablephonenumberlocal-resources";
const searching = "rehearsal/twilio/operations/numbers/number-search.ts";

const read = (name: string, path: string, query?: Fields): Step => ({
  ...{ name, as: "account", method: "GET", path, ...(query && { query }) },
});
/** Searches for numbers; compares how many are found, and the first one's fields. */
const search = (name: string, where: string, query: Fields): Step => ({
  ...read(name, below("account", `AvailablePhoneNumbers/${where}.json`), query),
  ...{ items: "first", counts: true, varies: ["available_phone_numbers.*"] },
  tells: ["available_phone_numbers.length"],
});

/** Questions answered by reading with the account's credentials. They create nothing. */
export const reading: readonly Question[] = [
  {
    id: "account-record",
    asks: "Which fields have an account and its balance?",
    ...{ stage: "reading", mend: "rehearsal/twilio/operations/account/accounts.ts" },
    source: "https://www.twilio.com/docs/iam/api/account",
    steps: [
      { ...read("account", "/2010-04-01/Accounts/{account}.json"), varies: ["friendly_name"] },
      { ...read("balance", below("account", "Balance.json")), varies: ["balance", "currency"] },
    ],
  },
  {
    id: "request-errors",
    asks: "What do requests return for an unknown path, an unsupported method and another's account?",
    ...{
      stage: "reading",
      mend: "rehearsal/twilio/api/answer.ts",
      source: "https://www.twilio.com/docs/api/errors/20404",
    },
    steps: [
      read("a path", below("account", "Nothing.json")),
      { ...read("a path of a product", "/v1/Nothing"), product: "trunking" },
      read("an application", below("account", `Applications/AP${"0".repeat(32)}.json`)),
      { ...read("a method", below("account", "Balance.json")), method: "DELETE" },
      read("another's account", `/2010-04-01/Accounts/AC${"0".repeat(32)}/Applications.json`),
      read("a page that is too large", below("account", "Applications.json"), { PageSize: "1001" }),
    ],
  },
  {
    id: "search-size",
    asks: "What is the maximum number of results of a search, whatever the page size?",
    ...{ stage: "reading", mend: "rehearsal/twilio/operations/numbers/available-numbers.ts" },
    source: "https://github.com/twilio/twilio-node/issues/316",
    steps: [
      search("1,000 numbers of the US", "US/Local", { PageSize: "1000" }),
      search("40 numbers of the US", "US/Local", { PageSize: "40" }),
      search("2 numbers of the US", "US/Local", { PageSize: "2" }),
    ],
  },
  {
    id: "search-pattern",
    asks: "Which patterns of a search are refused, and with which codes?",
    ...{ stage: "reading", mend: searching, source: searchSource },
    steps: [
      search("a wildcard between digits", "US/Local", { Contains: "55**55", PageSize: "1" }),
      search("one digit", "US/Local", { Contains: "5", PageSize: "1" }),
      search("wildcards alone", "US/Local", { Contains: "***", PageSize: "1" }),
      search("17 digits", "US/Local", { Contains: "5".repeat(17), PageSize: "1" }),
      search("an area code that isn't one", "US/Local", { AreaCode: "1", PageSize: "1" }),
    ],
  },
  {
    id: "search-region-elsewhere",
    asks: "Does a search by region outside the US and Canada ignore the region?",
    ...{ stage: "reading", mend: searching, source: searchSource },
    steps: [search("a region that isn't", "GB/Local", { InRegion: "Nowhere", PageSize: "1" })],
  },
  {
    id: "search-us-mobile",
    asks: "What does a search for mobile US numbers return?",
    ...{ stage: "reading", mend: "rehearsal/twilio/operations/numbers/available-numbers.ts" },
    source: "https://github.com/twilio/twilio-node/issues/159",
    steps: [search("mobile numbers of the US", "US/Mobile", { PageSize: "1" })],
  },
  {
    id: "port-list-size",
    asks: "Which page sizes does the list of port-in requests accept?",
    ...{ stage: "reading", mend: "rehearsal/twilio/operations/porting/porting.ts" },
    source: "https://www.twilio.com/docs/phone-numbers/port-in/port-in-request-api",
    steps: ["1000", "100"].map((Size) => ({
      ...{ ...read(`${Size} ports`, "/v1/Porting/PortIn/PortInRequests", { Size }), product: "numbers" },
      ...{ items: "first", varies: ["port_in_requests.*", "meta.*"] },
    })),
  },
  {
    id: "price-lists",
    asks: "Which fields have the price lists of numbers and calls?",
    ...{ stage: "reading", mend: "rehearsal/twilio/operations/numbers/pricing.ts" },
    source: "https://www.twilio.com/docs/phone-numbers/pricing",
    steps: ["/v1/PhoneNumbers/Countries/US", "/v2/Voice/Countries/US", "/v1/PhoneNumbers/Countries/XX"].map((path) => ({
      ...{ ...read(path, path), product: "pricing", items: "first" },
      varies: ["*_prices.*", "price_unit"],
    })),
  },
  {
    id: "usage-records",
    asks: "Which fields has a usage record?",
    ...{ stage: "reading", mend: "rehearsal/twilio/operations/usage/usage-records.ts" },
    source: "https://www.twilio.com/docs/usage/api/usage-record",
    steps: [
      {
        ...read("today", below("account", "Usage/Records/Today.json"), { Category: "totalprice" }),
        varies: ["usage_records.*"],
        items: "first",
      },
    ],
  },
];
