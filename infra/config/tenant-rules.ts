import type { AgentManifest } from "./agent.ts";
import type { StackDocument } from "./document.ts";
import { parseE164 } from "./e164.ts";
import { formatPath, type Problem } from "./problem.ts";
import type { RegionConfig } from "./region.ts";
import type { Connection, NumberConfig, TenantConfig } from "./tenant.ts";

/** A tenant file's parts, each undefined where its own schema has refused it already. */
export interface TenantParts {
  readonly document: StackDocument;
  readonly tenant: TenantConfig | undefined;
  readonly region: RegionConfig | undefined;
  readonly connections: Readonly<Record<string, Connection>> | undefined;
  readonly agents: Readonly<Record<string, AgentManifest>> | undefined;
  readonly numbers: Readonly<Record<string, NumberConfig>> | undefined;
  /** The other tenants' files, read only when something must be compared with them. */
  readonly others: () => Iterable<StackDocument>;
}

/** What a schema can't say: references between the parts, the region's rules, one number for one tenant. */
export function checkTenant(parts: TenantParts): Problem[] {
  const problems: Problem[] = [];
  const add = (path: readonly PropertyKey[], code: string, message: string, fix: string) =>
    problems.push({
      code,
      file: parts.document.file,
      line: parts.document.line(path),
      path: parts.document.path(path),
      message,
      fix,
    });
  checkConnections(parts, add);
  checkNumbers(parts, add);
  checkFallbacks(parts, add);
  checkOthers(parts, add);
  return problems;
}

type Add = (path: readonly PropertyKey[], code: string, message: string, fix: string) => void;

const listOf = (names: readonly string[]) =>
  names.length === 0 ? "none yet" : names.map((n) => `\`${n}\``).join(", ");

/** The value of a part, or what the file says before its schema was satisfied, so that every mistake is told at once. */
const rawPart = (parts: TenantParts, key: string): Record<string, unknown> => {
  const value = parts.document.config[key];
  return value !== null && typeof value === "object" ? (value as Record<string, unknown>) : {};
};

/** The entries of a part that are maps, whatever else is wrong with them. */
const entriesOf = <T>(parts: TenantParts, key: string): [string, Partial<T>][] =>
  Object.entries(rawPart(parts, key)).filter(
    (e): e is [string, Partial<T>] => e[1] !== null && typeof e[1] === "object",
  );

function checkConnections(parts: TenantParts, add: Add): void {
  const seen = new Map<string, string>();
  const credentials = rawPart(parts, "twilio:credentials") as Record<string, { authToken?: unknown } | null>;
  for (const [name, connection] of entriesOf<Connection>(parts, "aybiza:connections")) {
    if (typeof connection.accountSid === "string") {
      const first = seen.get(connection.accountSid);
      if (first !== undefined) {
        add(
          ["aybiza:connections", name, "accountSid"],
          "duplicate-account",
          `connection \`${first}\` has the same account`,
          "keep one connection for an account",
        );
      }
      seen.set(connection.accountSid, first ?? name);
      if (credentials[connection.accountSid]?.authToken === undefined) {
        const at = ["twilio:credentials", connection.accountSid, "authToken"];
        add(
          at,
          "missing-credential",
          `connection \`${name}\` has no auth token: it provisions the account's numbers and verifies its webhooks`,
          `run: pulumi config set --secret --path '${formatPath(at)}'`,
        );
      }
    }
    const rule = parts.region?.integrations[connection.type ?? "twilio"];
    if (
      connection.type === "twilio" &&
      rule !== undefined &&
      (rule.availability === "none" || rule.availability === "planned")
    ) {
      add(
        ["aybiza:connections", name, "type"],
        "integration-not-offered",
        `region \`${parts.region?.id}\` doesn't offer \`${connection.type}\` connections (${rule.availability})${rule.note === undefined ? "" : `: ${rule.note}`}`,
        "choose a connection type that the region's file offers",
      );
    }
  }
  for (const account of Object.keys(credentials)) {
    if (!seen.has(account)) {
      add(
        ["twilio:credentials", account],
        "unused-credential",
        `no connection of this file is to account ${account}`,
        "take the credentials out, or correct the SID",
      );
    }
  }
}

function checkNumbers(parts: TenantParts, add: Add): void {
  const connections = Object.keys(rawPart(parts, "aybiza:connections"));
  const agents = Object.keys(rawPart(parts, "aybiza:agents"));
  const bought = new Map<string, string>();
  for (const [key, entry] of entriesOf<NumberConfig>(parts, "aybiza:numbers")) {
    const at = ["aybiza:numbers", key];
    if (typeof entry.agent === "string" && !agents.includes(entry.agent)) {
      add(
        [...at, "agent"],
        "unknown-agent",
        `there is no agent \`${entry.agent}\` in this file`,
        `declare it under aybiza:agents, or write one of: ${listOf(agents)}`,
      );
    }
    if (typeof entry.connection === "string" && !connections.includes(entry.connection)) {
      add(
        [...at, "connection"],
        "unknown-connection",
        `there is no connection \`${entry.connection}\` in this file`,
        `declare it under aybiza:connections, or write one of: ${listOf(connections)}`,
      );
    }
    checkNumberKey(parts, key, entry, at, bought, add);
  }
}

function checkNumberKey(
  parts: TenantParts,
  key: string,
  entry: Partial<NumberConfig>,
  at: string[],
  bought: Map<string, string>,
  add: Add,
): void {
  const looksLikeNumber = /^\+|^[\d\s().-]+$/.test(key);
  const unquoted = parts.document.problems.some(
    (p) => p.code === "unquoted-number" && p.line === parts.document.line(at),
  );
  if (unquoted) return;
  if (looksLikeNumber) {
    checkE164(parts, key, at, add);
    if (entry.buy !== undefined && entry.buy !== null) {
      add(
        [...at, "buy"],
        "number-and-search",
        "the key is a phone number already, so there is nothing to search for",
        `name the entry (for example front-desk) and write \`buy: { number: "${key}" }\``,
      );
    }
    claim(key, at, bought, add);
    return;
  }
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(key)) {
    add(
      at,
      "bad-name",
      `${JSON.stringify(key)} is neither an E.164 number nor a name (lower-case letters, digits and dashes, 32 at most)`,
      'write the number as "+14155550101", or a name such as front-desk with `buy`',
    );
    return;
  }
  const buy = entry.buy;
  if (buy === undefined || buy === null) {
    add(
      at,
      "nothing-to-adopt",
      `\`${key}\` is a name without \`buy\`, so it isn't known which number is meant`,
      "write the E.164 number as the key to adopt it, or add `buy` to buy one",
    );
    return;
  }
  if (buy.number !== undefined) {
    checkE164(parts, buy.number, [...at, "buy", "number"], add);
    claim(buy.number, [...at, "buy", "number"], bought, add);
  } else if (buy.country === undefined) {
    add(
      [...at, "buy"],
      "missing",
      "a search needs `country`",
      "add `country: US` (ISO 3166-1), or give the exact `number`",
    );
  }
  if (buy.country !== undefined) checkCountry(parts, buy.country, [...at, "buy", "country"], add);
  if (buy.areaCode !== undefined && buy.country !== undefined && buy.country !== "US" && buy.country !== "CA") {
    add(
      [...at, "buy", "areaCode"],
      "area-code",
      "Twilio searches by area code in the US and Canada only",
      "use `locality` or `contains`",
    );
  }
}

function claim(number: string, at: readonly PropertyKey[], seen: Map<string, string>, add: Add): void {
  const digits = number.replace(/\D/g, "");
  const first = seen.get(digits);
  if (first !== undefined) {
    add(
      at,
      "duplicate-number",
      `${number} is declared twice in this file (first as ${first}); one number has one assignment`,
      "take one of the two out",
    );
  }
  seen.set(digits, first ?? formatPath(at));
}

function checkE164(parts: TenantParts, text: string, at: readonly PropertyKey[], add: Add): void {
  const parsed = parseE164(text);
  if (!parsed.ok) add(at, "not-e164", parsed.message, parsed.fix);
  else if (parsed.country !== undefined) checkCountry(parts, parsed.country, at, add);
}

function checkCountry(parts: TenantParts, country: string, at: readonly PropertyKey[], add: Add): void {
  if (parts.region !== undefined && !parts.region.countries.includes(country)) {
    add(
      at,
      "country-not-in-region",
      `this is a number of ${country}; region \`${parts.region.id}\` serves ${parts.region.countries.join(", ")}`,
      "put it into the tenant's file of the right region, or add the country to the region's file",
    );
  }
}

/** A fallback is a person's phone: an E.164 number, never an emergency number, never one of the tenant's own agent numbers (a loop). */
function checkFallbacks(parts: TenantParts, add: Add): void {
  const own = new Set(Object.keys(rawPart(parts, "aybiza:numbers")));
  const check = (dial: string, at: string[]) => {
    if (parts.region?.emergency.numbers.includes(dial)) {
      add(
        at,
        "emergency-number",
        `${dial} is an emergency number; an agent's fallback never dials one`,
        "name a person's phone",
      );
      return;
    }
    const parsed = parseE164(dial);
    if (!parsed.ok) add(at, "not-e164", parsed.message, parsed.fix);
    else if (own.has(dial))
      add(
        at,
        "fallback-loop",
        `${dial} is answered by an agent of this file, so the call would come back`,
        "name a person's phone",
      );
  };
  for (const part of ["aybiza:agents", "aybiza:numbers"]) {
    for (const [name, entry] of entriesOf<AgentManifest | NumberConfig>(parts, part)) {
      if (typeof entry.fallback?.dial === "string") check(entry.fallback.dial, [part, name, "fallback", "dial"]);
    }
  }
}

/** One number and one account belong to one tenant: compared with every other tenant file of the checkout. */
function checkOthers(parts: TenantParts, add: Add): void {
  const numbers = new Map<string, PropertyKey[]>();
  for (const [key, entry] of entriesOf<NumberConfig>(parts, "aybiza:numbers")) {
    const exact = entry.buy?.number;
    const text = key.startsWith("+") || /^\d+$/.test(key) ? key : typeof exact === "string" ? exact : undefined;
    if (text !== undefined)
      numbers.set(
        text.replace(/\D/g, ""),
        text === key ? ["aybiza:numbers", key] : ["aybiza:numbers", key, "buy", "number"],
      );
  }
  const accounts = new Map(entriesOf<Connection>(parts, "aybiza:connections").map(([name, c]) => [c.accountSid, name]));
  for (const other of parts.others()) {
    const id = (other.config["aybiza:tenant"] as { id?: string } | undefined)?.id;
    if (parts.tenant !== undefined && id === parts.tenant.id) {
      const region = (other.config["aybiza:tenant"] as { region?: string }).region;
      if (region === parts.tenant.region)
        add(
          ["aybiza:tenant", "id"],
          "duplicate-tenant",
          `${other.file} declares tenant \`${id}\` in region \`${region}\` too`,
          "give each tenant of a region its own id",
        );
    }
    for (const [key, raw] of Object.entries(
      (other.config["aybiza:numbers"] ?? {}) as Record<string, { buy?: { number?: string } } | null>,
    )) {
      const at = numbers.get(key.replace(/\D/g, "")) ?? numbers.get((raw?.buy?.number ?? "").replace(/\D/g, ""));
      if (at !== undefined && at.length > 0) {
        add(
          at,
          "duplicate-number",
          `${String(at.at(-1) === "number" ? raw?.buy?.number : key)} belongs to tenant \`${id}\` already (${other.file}:${other.line(["aybiza:numbers", key])}); one number belongs to one tenant`,
          "take it out of one of the two files",
        );
      }
    }
    for (const connection of Object.values(
      (other.config["aybiza:connections"] ?? {}) as Record<string, { accountSid?: string } | null>,
    )) {
      const name = accounts.get(connection?.accountSid ?? "");
      if (name !== undefined)
        add(
          ["aybiza:connections", name, "accountSid"],
          "duplicate-account",
          `tenant \`${id}\` has the same Twilio account (${other.file}); an account's webhooks are verified for one tenant`,
          "use a subaccount for each tenant",
        );
    }
  }
}
