import { afterEach, beforeEach, expect, it } from "vitest";
import type { Kind, Resource } from "../store.ts";
import { startWorld, type World, ZENITH } from "../testing/world.ts";
import {
  CONNECTION_POLICIES,
  CREDENTIAL_LISTS,
  CREDENTIALS,
  IP_ADDRESSES,
  IP_LISTS,
  ORIGINATION_URLS,
  POLICY_TARGETS,
  SIP_DOMAINS,
  TRUNKS,
} from "./kinds.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

type Sdk = ReturnType<World["sdk"]>;

/** A limit, and how to create the `n`-th resource that counts towards it; `parent` creates the parent where one is needed. */
interface Limited {
  readonly most: number;
  readonly code: number;
  // biome-ignore lint/suspicious/noExplicitAny: accepts every kind of resource
  readonly kind: Kind<any> | "applications";
  readonly parent?: (sdk: Sdk) => Promise<{ sid: string }>;
  readonly make: (sdk: Sdk, n: number, parent: string) => Promise<{ sid: string }>;
}

const PASSWORD = "Invented-Pass-1";
const destination = { weight: 10, priority: 10, enabled: true, friendlyName: "pbx", sipUrl: "sip:pbx.acme.example" };

/** Maximum counts and their error codes, from Twilio's error dictionary and the resources' pages. */
const LIMITS: Readonly<Record<string, Limited>> = {
  "applications of an account": {
    ...{ most: 1000, code: 21301, kind: "applications" },
    make: (sdk) => sdk.applications.create({}),
  },
  "SIP domains of an account": {
    ...{ most: 100, code: 21230, kind: SIP_DOMAINS },
    make: (sdk, n) => sdk.sip.domains.create({ domainName: `acme-${n}.sip.twilio.com` }),
  },
  "credential lists of an account": {
    ...{ most: 100, code: 21239, kind: CREDENTIAL_LISTS },
    make: (sdk, n) => sdk.sip.credentialLists.create({ friendlyName: `phones ${n}` }),
  },
  "credentials of a list": {
    ...{ most: 1000, code: 21242, kind: CREDENTIALS },
    parent: (sdk) => sdk.sip.credentialLists.create({ friendlyName: "phones" }),
    make: (sdk, n, list) =>
      sdk.sip.credentialLists(list).credentials.create({ username: `phone-${n}`, password: PASSWORD }),
  },
  "IP access control lists of an account": {
    ...{ most: 1000, code: 21255, kind: IP_LISTS },
    make: (sdk, n) => sdk.sip.ipAccessControlLists.create({ friendlyName: `office ${n}` }),
  },
  "IP addresses of a list": {
    ...{ most: 100, code: 21237, kind: IP_ADDRESSES },
    parent: (sdk) => sdk.sip.ipAccessControlLists.create({ friendlyName: "offices" }),
    make: (sdk, n, list) =>
      sdk.sip.ipAccessControlLists(list).ipAddresses.create({ friendlyName: "pbx", ipAddress: `192.0.2.${n}` }),
  },
  "trunks of an account": {
    ...{ most: 100, code: 21244, kind: TRUNKS },
    make: (sdk) => sdk.trunking.v1.trunks.create({}),
  },
  "origination URLs of a trunk": {
    ...{ most: 20, code: 21249, kind: ORIGINATION_URLS },
    parent: (sdk) => sdk.trunking.v1.trunks.create({}),
    make: (sdk, _, trunk) => sdk.trunking.v1.trunks(trunk).originationUrls.create(destination),
  },
  "connection policies of an account": {
    ...{ most: 10_000, code: 21253, kind: CONNECTION_POLICIES },
    make: (sdk) => sdk.voice.v1.connectionPolicies.create({}),
  },
  "targets of a connection policy": {
    ...{ most: 10, code: 21254, kind: POLICY_TARGETS },
    parent: (sdk) => sdk.voice.v1.connectionPolicies.create({}),
    make: (sdk, n, policy) =>
      sdk.voice.v1.connectionPolicies(policy).targets.create({ target: `sip:gateway-${n}.carrier.example` }),
  },
};

it.each(Object.entries(LIMITS))("%s are limited, another account's not counted", async (_, limited) => {
  const { most, code, kind, make } = limited;
  const sdk = world.sdk();
  const all: Map<string, Resource> = kind === "applications" ? world.store.applications : world.store.all(kind);
  const parent = (await limited.parent?.(sdk))?.sid ?? "";
  const { sid: first } = await make(sdk, 1, parent);
  const [key, one] = [...all].find(([, made]) => made.sid === first)!;
  // Fill the store with copies of the first resource, up to one below the limit.
  for (let n = 2; n < most; n++) {
    const sid = `${first.slice(0, 2)}${n.toString(16).padStart(32, "0")}`;
    all.set(key.replace(first, sid), { ...one, sid });
  }
  const { sid: last } = await make(sdk, 2, parent);
  await expect(make(sdk, 3, parent)).rejects.toMatchObject({ status: 400, code });
  expect(all.size).toBe(most);

  // After a delete, a create succeeds again; another account's resources don't count.
  all.delete([...all].find(([, made]) => made.sid === last)![0]);
  await make(sdk, 4, parent);
  const zenith = world.sdk(ZENITH);
  expect(await make(zenith, 5, (await limited.parent?.(zenith))?.sid ?? "")).toMatchObject({ accountSid: ZENITH.sid });
});
