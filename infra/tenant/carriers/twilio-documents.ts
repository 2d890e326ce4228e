import * as pulumi from "@pulumi/pulumi";
import * as twilio from "@pulumi/twilio";
import type { Documents } from "../../../domain/config/documents.ts";
import type { TenantFile } from "../../../domain/config/load.ts";
import type { BundleReview } from "../../../domain/rules/bundle-status.ts";

/** The documents of one connection, declared in its account. A name that isn't declared is a SID. */
export interface DeclaredDocuments {
  readonly bundles: Readonly<Record<string, pulumi.Output<string>>>;
  bundle(nameOrSid: string): pulumi.Input<string>;
  address(nameOrSid: string): pulumi.Input<string>;
}

/** A text, or the place of an encrypted one in the configuration. */
type Personal = string | { readonly secure: string };

/** Declares a connection's addresses, end users, supporting documents and bundles. The update doesn't wait for Twilio's review. */
export function declareDocuments(
  file: TenantFile,
  connection: string,
  opts: pulumi.CustomResourceOptions,
): DeclaredDocuments {
  const mine = ofConnection(file, connection);
  const addresses = mapped(mine.addresses, ({ name, value }) => {
    const { country, emergency, customerName, street, streetSecondary, city, region, postalCode } = value;
    const text = (part: string, given: Personal) => decrypted(["addresses", name, part], given);
    return new twilio.Address(
      `address-${name}`,
      {
        customerName: text("customerName", customerName),
        street: text("street", street),
        ...(streetSecondary !== undefined && { streetSecondary: text("streetSecondary", streetSecondary) }),
        ...{ city, region, postalCode, isoCountry: country },
        ...(emergency !== undefined && { emergencyEnabled: emergency }),
      },
      opts,
    ).sid;
  });
  const attributesOf = (kind: "endUsers" | "documents", name: string, given: Readonly<Record<string, Personal>> = {}) =>
    mapped(given, ({ name: key, value }) => decrypted([kind, name, "attributes", key], value));
  const endUsers = mapped(
    mine.endUsers,
    ({ name, value: { type, attributes } }) =>
      new twilio.EndUser(`end-user-${name}`, { type, attributes: attributesOf("endUsers", name, attributes) }, opts)
        .sid,
  );
  const documents = mapped(mine.documents, ({ name, value }) => {
    if (value.sid !== undefined) return pulumi.output(value.sid);
    const proven = (value.addresses ?? []).map((address) => addresses[address]!);
    const attributes = {
      ...attributesOf("documents", name, value.attributes),
      ...(proven.length > 0 && { address_sids: pulumi.all(proven) }),
    };
    return new twilio.SupportingDocument(`document-${name}`, { type: value.type!, attributes }, opts).sid;
  });
  const bundles = mapped(mine.bundles, ({ name, value }) => {
    const { sid, country, type = "local", email, endUser, revision } = value;
    if (sid !== undefined) return pulumi.output(sid);
    return new twilio.RegulatoryBundle(
      `bundle-${name}`,
      {
        email: email!,
        isoCountry: country!,
        numberType: type,
        endUserType: mine.endUsers[endUser!]!.type,
        items: [endUsers[endUser!]!, ...(value.documents ?? []).map((document) => documents[document]!)],
        submit: true,
        ...(revision !== undefined && { revision }),
      },
      opts,
    ).sid;
  });
  return {
    bundles,
    bundle: (nameOrSid) => bundles[nameOrSid] ?? nameOrSid,
    address: (nameOrSid) => addresses[nameOrSid] ?? nameOrSid,
  };
}

/** Maps the values of a record, keeping its names. */
const mapped = <V, R>(record: Readonly<Record<string, V>>, map: (entry: { name: string; value: V }) => R) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map({ name, value })])) as Record<string, R>;

/** The documents of one connection: its own, and those of a file with only one connection. */
function ofConnection({ documents }: TenantFile, connection: string): Documents {
  const mine = <T extends { readonly connection?: string | undefined }>(entries: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(entries).filter(([, entry]) => (entry.connection ?? connection) === connection));
  const { addresses, endUsers, bundles, documents: proofs } = documents;
  return { addresses: mine(addresses), endUsers: mine(endUsers), documents: mine(proofs), bundles: mine(bundles) };
}

/** Returns a text of the file, or decrypts one that the file holds encrypted, which stays secret in the state. */
function decrypted(path: readonly string[], given: Personal): pulumi.Input<string> {
  if (typeof given === "string") return given;
  return new pulumi.Config("aybiza")
    .requireSecretObject<Record<string, unknown>>("documents")
    .apply((all) => path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], all) as string);
}

/** Reads how a bundle's review goes, and, before it can begin or after it failed, what the bundle lacks. */
export async function reviewOf(sid: string, provider: twilio.Provider | undefined): Promise<BundleReview> {
  if (provider === undefined) return { status: "missing", missing: [] };
  const { status } = await twilio.getBundle({ bundleSid: sid }, { provider });
  if (status !== "draft" && status !== "twilio-rejected") return { status, missing: [] };
  const { requirements } = await twilio.getBundleEvaluation({ bundleSid: sid }, { provider });
  const missing = requirements.filter(({ passed }) => !passed).map(({ name, failureReason }) => failureReason || name);
  return { status, missing };
}
