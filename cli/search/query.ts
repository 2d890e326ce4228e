/** Kinds of numbers as stack files name them. */
export type NumberType = "local" | "mobile" | "toll-free" | "national";

/** What somebody looks for. */
export interface Query {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly type: NumberType;
  readonly areaCode?: string | undefined;
  readonly locality?: string | undefined;
  readonly state?: string | undefined;
  readonly contains?: string | undefined;
  /** A number near which it should be: where an area code has none left. */
  readonly near?: string | undefined;
}

/** A wider search, with the words that say in what it is wider. */
export interface Wider {
  readonly query: Query;
  readonly words: string;
}

/** Miles around the middle of an area code: Twilio's largest distance is 500. */
const NEAR_MILES = 100;

/** The parameters of Twilio's search. https://www.twilio.com/docs/phone-numbers/api/availablephonenumberlocal-resource */
export function parametersOf(query: Query, limit: number): Record<string, string | number | boolean | undefined> {
  return {
    AreaCode: query.areaCode,
    InLocality: query.locality,
    InRegion: query.state,
    Contains: query.contains,
    ...(query.near && { NearNumber: query.near, Distance: NEAR_MILES }),
    VoiceEnabled: true,
    PageSize: limit,
  };
}

/** Whether a country's numbers are sought by area code. */
export const hasAreaCodes = ({ country, type }: Pick<Query, "country" | "type">): boolean =>
  (country === "US" || country === "CA") && type === "local";

/** Wider searches for one that found nothing, nearest first: each gives up a little more. */
export function widerThan(query: Query): Wider[] {
  const { country, type, areaCode, locality, state, contains } = query;
  const wider: Wider[] = [];
  const add = (words: string, changed: Query) => {
    const same = (one: Query) => JSON.stringify(one) === JSON.stringify(changed);
    if (!same(query) && !wider.some((one) => same(one.query))) wider.push({ query: changed, words });
  };
  const place = { areaCode, locality, state };
  if (contains !== undefined) add(`with other digits than ${contains}`, { country, type, ...place });
  if (locality !== undefined) add(`elsewhere than in ${locality}`, { country, type, areaCode, state });
  if (areaCode !== undefined) {
    add(`within ${NEAR_MILES} miles of area code ${areaCode}`, { country, type, near: `+1${areaCode}5550100` });
    if (locality !== undefined || state !== undefined)
      add(`in another area code than ${areaCode}`, { country, type, locality, state });
  }
  if (state !== undefined) add(`in all of ${state}`, { country, type, state });
  add(`anywhere in ${country}`, { country, type });
  for (const other of ["local", "toll-free", "national", "mobile"] as const)
    if (other !== type) add(`${other} numbers of ${country}`, { country, type: other });
  return wider;
}

/** `US local numbers, area code 415, in Oakland, like *0100`, for people. */
export function wordsOf({ country, type, areaCode, locality, state, contains }: Query): string {
  return [
    `${country} ${type} numbers`,
    ...(areaCode === undefined ? [] : [`area code ${areaCode}`]),
    ...(locality === undefined && state === undefined
      ? []
      : [`in ${[locality, state].filter((one) => one !== undefined).join(", ")}`]),
    ...(contains === undefined ? [] : [`like ${contains}`]),
  ].join(", ");
}
