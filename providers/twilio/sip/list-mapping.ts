import { z } from "zod";
import type { Example } from "../../kit/define.ts";
import type { SidRecord } from "../identity.ts";
import { immutableSid, ownOutputs } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";

/** The properties in which the resources that map a list differ. */
interface ListMapping {
  readonly name: string;
  /** Type of list: SIP credentials or IP addresses. */
  readonly of: "addresses" | "credentials";
  /** The trunk or SIP domain to which the list is mapped. */
  readonly parent: {
    readonly input: string;
    readonly prefix: string;
    readonly noun: string;
    readonly description: string;
  };
  readonly product?: readonly [string, string];
  readonly path: string;
  readonly key: string;
  readonly description: string;
  readonly example: Example;
}

/** A mapping in Twilio's API. Its SID is the list's SID. */
interface MappingRecord extends SidRecord {
  readonly friendly_name: string | null;
}

/**
 * Makes a resource that maps a list to a trunk or a SIP domain, which then authenticates callers by the list. A mapping is created or deleted,
 * never changed, and an existing mapping is taken over.
 */
export function listMapping({ name, of, parent, product, path, key, description, example }: ListMapping) {
  const [input, prefix, noun] =
    of === "credentials"
      ? ["credentialListSid", "CL", "credential list"]
      : ["ipAccessControlListSid", "AL", "IP access control list"];
  return simpleResource<MappingRecord>({
    token: `twilio:index:${name}`,
    description: `${description} A change of either SID replaces the mapping, creating the new one first. An existing mapping of the same list is taken over. Import it by the ${parent.noun}'s SID and the list's: \`${parent.prefix}.../${prefix}...\`.`,
    examples: [example],
    noun: `${noun} of ${parent.noun}`,
    ...(product && { product }),
    path,
    key,
    identity: { by: "pair", of: [input] },
    inputs: z.strictObject({
      [parent.input]: immutableSid(parent.prefix, parent.description),
      [input]: immutableSid(prefix, `SID of the ${noun}. A change replaces the mapping.`),
    }),
    outputs: z.strictObject({
      ...ownOutputs(noun, prefix),
      friendlyName: z.string().meta({ description: "Friendly name of the list." }),
    }),
    immutable: true,
    values: ({ sid }) => ({ [input]: sid }),
  });
}
