import { createHash } from "node:crypto";
import type { AgentManifest } from "../config/agent.ts";
import { traitsOf } from "../config/connection-traits.ts";
import type { E164 } from "../config/e164.ts";
import { ANY_LANGUAGE, spokenAs, transcribedBy } from "../config/language.ts";
import type { TenantFile } from "../config/load.ts";
import type { BuyConfig, NumberConfig } from "../config/tenant.ts";
import { membersOf } from "../config/tenant-members.ts";
import { soundOf } from "../config/voices.ts";
import type { Acquired } from "../contract/ledger.ts";
import { regionFallback, wordsIn } from "../contract/region-fallback.ts";
import { canonicalJson } from "../contract/region-outputs.ts";
import type { Route, RouteAgent } from "../contract/route.ts";
import { languageOnly, textIn } from "../texts/texts.ts";
import { firstToExpire } from "./documents-until.ts";
import { type Ending, isTenant, leavingTo } from "./ending.ts";
import { ownFallback } from "./own-fallback.ts";

/** An agent's manifest with its version. */
export interface PlannedAgent {
  readonly name: string;
  /** Digest of the manifest (SHA-256, first 12 hex digits): the same content is the same version. */
  readonly version: string;
  readonly manifest: AgentManifest;
}

/** The plan for one number. */
export interface PlannedNumber {
  /** Key in the file: the E.164 number, or a name for a bought one. For an entry with a `count`, the name with an index. */
  readonly key: string;
  readonly connection: string;
  /** The account that holds it, if the file names it; for a managed number only the carrier knows the account. */
  readonly account: string | undefined;
  /** Undefined if a search at the purchase will choose the number. */
  readonly number: E164 | undefined;
  /** The purchase; undefined for an adopted number. */
  readonly buy: BuyConfig | undefined;
  readonly acquired: Acquired;
  readonly ending: Ending;
  /** The receiver in the file's `transfer`: a tenant's id, or one of the names in ending.ts. */
  readonly transferTo: string | undefined;
  /** The giver in the file's `transferFrom`: a tenant's id, or {@link PARENT_ACCOUNT}. */
  readonly transferFrom: string | undefined;
  /** Address for emergency services, by its name in the file or its SID. */
  readonly emergencyAddress: string | undefined;
  /** The entry with the `count` that it belongs to. */
  readonly entry: string | undefined;
  /** The compiled route, without number and account, which may be unknown until the update. */
  readonly route: Omit<Route, "number" | "accountSid">;
}

/** The desired content of a tenant's stack. */
export interface TenantPlan {
  readonly agents: readonly PlannedAgent[];
  readonly numbers: readonly PlannedNumber[];
}

/** Compiles a checked tenant file. Pure: the same file gives the same plan. */
export function planTenant(file: TenantFile): TenantPlan {
  const agents = new Map(
    Object.entries(file.agents).map(([name, manifest]) => [name, { name, version: digest(manifest), manifest }]),
  );
  const members = Object.entries(file.numbers).flatMap(([name, entry]) =>
    membersOf(name, entry).map((member) => ({ ...member, name })),
  );
  const numbers = members.map(({ key, entry, release, quarantined, name }): PlannedNumber => {
    const agent = agents.get(entry.agent)!;
    const connection = file.connections[entry.connection]!;
    const { transferFrom } = entry;
    const transferTo = entry.transfer?.to;
    const rules = file.region.numbers;
    return {
      key,
      connection: entry.connection,
      account: "accountSid" in connection ? connection.accountSid : undefined,
      number: (entry.buy === undefined ? key : entry.buy.number) as E164 | undefined,
      buy: entry.buy,
      acquired: transferFrom !== undefined ? "transferred" : entry.buy !== undefined ? "bought" : "adopted",
      ending: {
        release,
        quarantine: traitsOf(connection.type).quarantines
          ? { days: rules.quarantineDays, active: quarantined }
          : undefined,
        leaving: transferTo === undefined ? undefined : leavingTo(transferTo),
      },
      transferTo,
      transferFrom,
      emergencyAddress: entry.emergencyAddress,
      entry: key === name ? undefined : name,
      route: {
        schema: 1,
        tenant: file.tenant.id,
        connection: entry.connection,
        agent: routeAgent(file, agent),
        fallback: ownFallback(entry, agent.manifest).fallback ?? regionsFallback(file, agent),
        ...(quarantined && {
          quarantined: entry.notice === undefined ? regionsNotice(file, agent) : { notice: entry.notice },
        }),
        ...documentsUntil(file, entry),
        ...(transferTo !== undefined && isTenant(transferTo) && { transferTo }),
        ...(transferFrom !== undefined && isTenant(transferFrom) && { transferFrom }),
      },
    };
  });
  return { agents: [...agents.values()], numbers };
}

function routeAgent(file: TenantFile, agent: PlannedAgent): RouteAgent {
  const { language } = agent.manifest.voice;
  const { ttsLanguage, ...voice } = soundOf(agent.manifest.voice);
  return {
    name: agent.name,
    version: agent.version,
    url: `${file.region.agents.url}/${file.tenant.id}/${agent.name}`,
    greeting: agent.manifest.greeting,
    language,
    ...sayLanguage(file, language),
    ...(ttsLanguage !== undefined && { ttsLanguage }),
    voice,
    transcriptionProvider: transcribedBy(language),
  };
}

/** If Twilio's `<Say>` doesn't speak the conversation's language: the language that it speaks notices in instead. */
function sayLanguage(file: TenantFile, language: string): Pick<RouteAgent, "sayLanguage"> {
  const spoken = language === ANY_LANGUAGE ? undefined : spokenAs(language);
  return spoken === language ? {} : { sayLanguage: spoken ?? file.region.fallback.language ?? DEFAULT_LANGUAGE };
}

/** The day on which the first document of a purchase ends. */
function documentsUntil({ documents }: TenantFile, { buy }: NumberConfig): Pick<Route, "documentsUntil"> {
  const first = firstToExpire(documents, buy?.bundle);
  return first === undefined ? {} : { documentsUntil: first.until };
}

/** The region's fallback, in the agent's language. */
function regionsFallback(file: TenantFile, agent: PlannedAgent): Route["fallback"] {
  const { name, fallback } = file.region;
  const { say, language } = wordsIn(regionFallback(name, fallback), sayLanguageOf(file, agent));
  return { say, ...(fallback.dial !== undefined && { dial: fallback.dial }), ...ifOther(agent, language) };
}

/** The region's notice for a number in quarantine, in the agent's language. */
function regionsNotice(file: TenantFile, agent: PlannedAgent): NonNullable<Route["quarantined"]> {
  const { fallback, numbers } = file.region;
  const own = fallback.language ?? DEFAULT_LANGUAGE;
  const wanted = sayLanguageOf(file, agent);
  const isOwn = languageOnly(wanted) === languageOnly(own);
  const translated = isOwn ? numbers.notice : undefined;
  const notice = translated ?? textIn("quarantine", wanted, fallback.texts);
  return notice === undefined
    ? { notice: numbers.notice ?? textIn("quarantine", DEFAULT_LANGUAGE)!, ...ifOther(agent, own) }
    : { notice, ...ifOther(agent, isOwn ? own : wanted) };
}

/** The language in which notices are spoken to an agent's callers. */
function sayLanguageOf(file: TenantFile, { manifest }: PlannedAgent): string {
  const { language } = manifest.voice;
  return sayLanguage(file, language).sayLanguage ?? language;
}

/** The language of a notice, if it isn't the agent's. */
const ifOther = ({ manifest }: PlannedAgent, language: string) =>
  manifest.voice.language === language ? {} : { language };

/** Default language of `<Say>`. https://www.twilio.com/docs/voice/twiml/say#attributes-language */
const DEFAULT_LANGUAGE = "en-US";

const digest = (manifest: AgentManifest) =>
  createHash("sha256").update(canonicalJson(manifest)).digest("hex").slice(0, 12);
