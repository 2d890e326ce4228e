import { documentsFor } from "../rules/law/documents.ts";
import { kindOf } from "../rules/money/number-kind.ts";
import { traitsOf } from "./connection-traits.ts";
import { countryName } from "./country.ts";
import type { DocumentKind, Documents } from "./documents.ts";
import { remove, write } from "./edits.ts";
import { nearest } from "./nearest.ts";
import { type Violation, violation } from "./problem.ts";
import { isWritten, listOf, namesIn, type TenantParts, type Violations } from "./tenant-parts.ts";
import type { WrittenNumber } from "./written.ts";

const AT = "aybiza:documents";
const EMERGENCY_PAGE = "https://www.twilio.com/docs/voice/tutorials/emergency-calling-for-programmable-voice";
/** Countries whose numbers can have an emergency address at Twilio: {@link EMERGENCY_PAGE}. */
const REGISTERED: readonly string[] = ["US", "CA", "GB"];

/** Checks `aybiza:documents`, and what purchases need of it by the law of the number's country. */
export function* documentViolations(parts: TenantParts): Violations {
  const { documents } = parts;
  // A part that its schema refused has its own messages.
  if (documents === undefined) return;
  const used = new Set<string>();
  yield* entryViolations(parts, documents, used);
  for (const [key, entry] of parts.written.numbers) yield* numberDocuments(parts, documents, key, entry, used);
  for (const kind of Object.keys(documents) as DocumentKind[])
    for (const name of Object.keys(documents[kind]))
      if (!used.has(`${kind} ${name}`))
        yield violation(
          [AT, kind, name],
          "document-unused",
          `nothing in this file uses \`${name}\` of \`${kind}\``,
          remove([AT, kind, name], ", or name it where it is needed"),
        );
}

/** Checks the references between entries, and that each is in one account. */
function* entryViolations(parts: TenantParts, documents: Documents, used: Set<string>): Violations {
  for (const kind of Object.keys(documents) as DocumentKind[])
    for (const [name, entry] of Object.entries(documents[kind]))
      yield* connectionViolations(parts, [AT, kind, name], entry.connection);
  const refer = (kind: DocumentKind, name: string, path: readonly PropertyKey[]) =>
    reference(documents, kind, name, path, used);
  for (const [name, document] of Object.entries(documents.documents))
    for (const [i, address] of (document.addresses ?? []).entries())
      yield* refer("addresses", address, [AT, "documents", name, "addresses", i]);
  for (const [name, bundle] of Object.entries(documents.bundles)) {
    const at = [AT, "bundles", name];
    if (bundle.endUser !== undefined) yield* refer("endUsers", bundle.endUser, [...at, "endUser"]);
    for (const [i, one] of (bundle.documents ?? []).entries()) yield* refer("documents", one, [...at, "documents", i]);
    if (bundle.country !== undefined) yield* ownerViolations(parts, documents, name, at);
  }
}

/** Refuses a bundle whose kind of owner the country sells no such numbers. */
function* ownerViolations(
  _: TenantParts,
  { bundles, endUsers }: Documents,
  name: string,
  at: readonly PropertyKey[],
): Violations {
  const { country, type = "local", endUser } = bundles[name]!;
  const owner = endUsers[endUser ?? ""]?.type;
  if (owner === undefined || country === undefined) return;
  if (documentsFor(country, type) === undefined || documentsFor(country, type, owner) !== undefined) return;
  yield violation(
    [...at, "endUser"],
    "owner-not-served",
    `\`${endUser}\` is of type \`${owner}\`; ${type} numbers of ${countryName(country)} are sold to another type of owner only (\`documents\` of domain/law/countries/${country}.json)`,
    `name an end user of type \`${owner === "business" ? "individual" : "business"}\``,
  );
}

function* connectionViolations(parts: TenantParts, at: readonly string[], given: string | undefined): Violations {
  const names = namesIn(parts, "aybiza:connections");
  const path = [...at, "connection"];
  if (given === undefined && names.length > 1)
    yield violation(
      path,
      "document-connection-missing",
      `\`connection\` is missing, and the file has several; documents belong to one account`,
      `write \`connection\`, one of ${listOf(names)}`,
    );
  if (given !== undefined && isWritten(parts, ["aybiza:connections"]) && !names.includes(given)) {
    const near = nearest(given, names);
    yield violation(
      path,
      "unknown-connection",
      `there is no connection \`${given}\` in this file`,
      near === undefined ? `write one of ${listOf(names)}` : write(path, near),
    );
  }
}

function* reference(
  documents: Documents,
  kind: DocumentKind,
  name: string,
  path: readonly PropertyKey[],
  used: Set<string>,
): Violations {
  used.add(`${kind} ${name}`);
  const names = Object.keys(documents[kind]);
  if (names.includes(name)) return;
  const near = nearest(name, names);
  yield violation(
    path,
    "unknown-document",
    `there is no \`${name}\` under \`${kind}\` of \`aybiza:documents\``,
    names.length === 0
      ? "declare it there"
      : near === undefined
        ? `declare it there, or write one of ${listOf(names)}`
        : write(path, near, ", or declare it there"),
  );
}

const isSid = (text: string) => /^[A-Z]{2}[0-9a-f]{32}$/.test(text);

/** Checks what one entry of `aybiza:numbers` names, and what it lacks. */
function* numberDocuments(
  parts: TenantParts,
  documents: Documents,
  key: string,
  entry: WrittenNumber,
  used: Set<string>,
): Violations {
  const at = ["aybiza:numbers", key];
  const named = [
    ["bundles", entry.buy?.bundle, [...at, "buy", "bundle"]],
    ["addresses", entry.buy?.address, [...at, "buy", "address"]],
    ["addresses", entry.emergencyAddress, [...at, "emergencyAddress"]],
  ] as const;
  for (const [kind, name, path] of named) {
    if (name === undefined || isSid(name)) continue;
    yield* reference(documents, kind, name, path, used);
    const elsewhere = accountViolation(parts, documents[kind][name], name, entry.connection, path);
    if (elsewhere !== undefined) yield elsewhere;
  }
  const number = entry.buy?.number ?? (key.startsWith("+") ? key : undefined);
  const planned = number === undefined ? undefined : kindOf(number);
  const country = entry.buy?.country ?? planned?.country;
  if (country === undefined) return;
  yield* emergencyViolations(parts, documents, entry, country, at);
  if (entry.buy === undefined || parts.region?.countries.includes(country) !== true) return;
  const type = entry.buy.type ?? planned?.type ?? "local";
  const bundle = documents.bundles[entry.buy.bundle ?? ""];
  if (bundle?.country !== undefined && (bundle.country !== country || (bundle.type ?? "local") !== type))
    yield violation(
      [...at, "buy", "bundle"],
      "bundle-mismatch",
      `bundle \`${entry.buy.bundle}\` is for ${bundle.type ?? "local"} numbers of ${bundle.country}, and the entry buys a ${type} number of ${country}`,
      "name a bundle of that country and type",
    );
  const needed = documentsFor(country, type);
  if (needed?.bundle === true && entry.buy.bundle === undefined && !isWritten(parts, [...at, "buy", "bundle"]))
    yield violation(
      [...at, "buy", "bundle"],
      "bundle-missing",
      `a ${type} number of ${countryName(country)} is sold only with an approved regulatory bundle, and \`buy\` names none. Required: ${needed.needs.join("; ") || "what Twilio's Regulations API lists"}`,
      "add `bundle`, the name of an entry of `aybiza:documents` or a SID (docs/documents.md)",
    );
}

/** Set where a document is in another connection's account than the number. */
function accountViolation(
  parts: TenantParts,
  document: { readonly connection?: string | undefined } | undefined,
  name: string,
  connection: string | undefined,
  path: readonly PropertyKey[],
): Violation | undefined {
  if (document?.connection === undefined || connection === undefined || document.connection === connection)
    return undefined;
  if (!namesIn(parts, "aybiza:connections").includes(document.connection)) return undefined;
  return violation(
    path,
    "document-elsewhere",
    `\`${name}\` is in the account of connection \`${document.connection}\`, and the number is in that of \`${connection}\`; an account uses only its own documents`,
    `name a document of connection \`${connection}\``,
  );
}

function* emergencyViolations(
  { region, written }: TenantParts,
  { addresses }: Documents,
  { emergencyAddress, connection }: WrittenNumber,
  country: string,
  at: readonly string[],
): Violations {
  const path = [...at, "emergencyAddress"];
  if (emergencyAddress === undefined) {
    const through = traitsOf(written.connections.get(connection ?? "")?.type);
    if (region?.emergency.address !== "required" || through?.buys !== true) return;
    yield violation(
      path,
      "emergency-address-missing",
      `region \`${region.id}\` asks for an emergency address for each number (\`emergency\` of domain/law/countries/${country}.json), and the entry names none`,
      "add `emergencyAddress`, the name of an entry of `addresses` with `emergency: true`, or a SID",
    );
    return;
  }
  if (!REGISTERED.includes(country)) {
    yield violation(
      path,
      "emergency-address-unusable",
      `Twilio registers emergency addresses for numbers of ${listOf(REGISTERED)} only, not of ${countryName(country)} (${EMERGENCY_PAGE})`,
      remove(path),
    );
    return;
  }
  const address = addresses[emergencyAddress];
  if (address !== undefined && address.emergency !== true)
    yield violation(
      path,
      "emergency-address-unusable",
      `address \`${emergencyAddress}\` isn't for emergencies: Twilio registers only addresses that it validated for them`,
      `write \`emergency: true\` at \`${emergencyAddress}\` of \`addresses\``,
    );
  else if (address !== undefined && address.country !== country)
    yield violation(
      path,
      "emergency-address-unusable",
      `address \`${emergencyAddress}\` is in ${countryName(address.country)}, and the number is of ${countryName(country)}; emergency services can't find callers by it`,
      `name an address in ${country}`,
    );
}
