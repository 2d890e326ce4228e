import { z } from "zod";
import type { Example } from "../../kit/define.ts";
import type { SidRecord } from "../identity.ts";
import { immutableSid, ownOutputs } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";

/** What differs between the resources that put a list to use. */
interface ListMapping {
  readonly name: string;
  /** What the list is of: SIP credentials or IP addresses. */
  readonly of: "addresses" | "credentials";
  /** Where it is put to use. */
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

/** The SID of a mapping is its list's. */
interface MappingRecord extends SidRecord {
  readonly friendly_name: string | null;
}

/**
 * A list that a trunk or a SIP domain recognises callers by: nothing but the two, so it is made or deleted, never changed. What connects the same
 * two already is taken over.
 */
export function listMapping({ name, of, parent, product, path, key, description, example }: ListMapping) {
  const [input, prefix, noun] =
    of === "credentials"
      ? ["credentialListSid", "CL", "credential list"]
      : ["ipAccessControlListSid", "AL", "IP access control list"];
  return simpleResource<MappingRecord>({
    token: `twilio:index:${name}`,
    description: `${description} Twilio has no change of it: another list or another ${parent.noun} makes a new one first, then deletes the old one. One that is there already is taken over. Import it by the ${parent.noun}'s SID and the list's: \`${parent.prefix}.../${prefix}...\`.`,
    examples: [example],
    noun: `${noun} of ${parent.noun}`,
    ...(product && { product }),
    path,
    key,
    identity: { by: "pair", of: [input] },
    inputs: z.strictObject({
      [parent.input]: immutableSid(parent.prefix, parent.description),
      [input]: immutableSid(prefix, `The ${noun}.`),
    }),
    outputs: z.strictObject({
      ...ownOutputs(noun, prefix),
      friendlyName: z.string().meta({ description: "The list's name." }),
    }),
    fixed: true,
    values: ({ sid }) => ({ [input]: sid }),
  });
}
