import { type Bag, ProviderError } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";
import type { NumberRecord } from "../client/records.ts";

/** A number's quarantine as stored in its friendly name at Twilio, so that an edited state can't change it. */
export interface Quarantine {
  readonly days: number;
  /** Start of the quarantine, ISO 8601, to the minute. */
  readonly since: string;
}

/** Pattern of the quarantine mark: ` q30-202603020900` means 30 days from that minute, UTC. The purchase token may follow. */
const MARK = / q(\d{1,3})-(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(?= [0-9a-f]{12}$|$)/;
/** Length of the longest mark. A name must leave room for it. */
export const MARK_LENGTH = 18;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Returns the quarantine marked in a friendly name; undefined without a mark. */
export function quarantineIn(friendlyName: string | null | undefined): Quarantine | undefined {
  const [, days, year, month, day, hour, minute] = MARK.exec(friendlyName ?? "") ?? [];
  if (days === undefined) return undefined;
  return { days: Number(days), since: `${year}-${month}-${day}T${hour}:${minute}:00Z` };
}

/** Returns a name with the quarantine mark, shortened to fit. */
export function withMark(name: string, quarantine: Quarantine | undefined, longest: number): string {
  if (quarantine === undefined) return name;
  const mark = ` q${quarantine.days}-${quarantine.since.slice(0, 16).replaceAll(/\D/g, "")}`;
  return `${name.slice(0, longest - mark.length).trimEnd()}${mark}`;
}

export const withoutMark = (name: string): string => name.replace(MARK, "");

/** Returns the quarantine that the inputs request: the current one, or a new one that starts now. */
export function wantedQuarantine(client: TwilioClient, inputs: Bag, live: NumberRecord): Quarantine | undefined {
  if (inputs.quarantine?.active !== true) return undefined;
  const { days } = inputs.quarantine;
  const since = quarantineIn(live.friendly_name)?.since ?? atMinute(client.time);
  return { days, since };
}

/** Rounds up to a full minute, so that no quarantine is too short. */
const atMinute = (time: Date): string =>
  `${new Date(Math.ceil(time.getTime() / MINUTE_MS) * MINUTE_MS).toISOString().slice(0, 16)}:00Z`;

/**
 * Refuses to release a number before its quarantine is over, by Twilio's clock. The mark in the number's name counts as well as the inputs:
 * an edited or restored state can't shorten the quarantine.
 */
export function refuseBeforeQuarantineEnds(client: TwilioClient, record: NumberRecord, inputs: Bag): void {
  const live = quarantineIn(record.friendly_name);
  const { quarantine } = inputs;
  if (live === undefined && quarantine === undefined) return;
  const number = record.phone_number;
  if (live === undefined || (quarantine !== undefined && quarantine.active !== true)) {
    throw new ProviderError(
      "release-without-quarantine",
      `${number} isn't in quarantine, and must be for ${quarantine.days} days before a release. Set \`active: true\` in its \`quarantine\` (in a tenant's file: \`state: quarantined\`) and run \`pulumi up\``,
    );
  }
  const days = Math.max(live.days, quarantine?.days ?? 0);
  const ends = Date.parse(live.since) + days * DAY_MS;
  if (client.time.getTime() >= ends) return;
  throw new ProviderError(
    "quarantine-not-over",
    `${number} has been in quarantine since ${live.since}, for ${days} days: it can't be released before ${new Date(ends).toISOString().slice(0, 16)}Z. Run the command again after that`,
  );
}
