import type { LiveCall } from "../call/live-call.ts";
import type { Verb } from "../twiml/parse.ts";
import { NEXT, refuse, type Step } from "../twiml/step.ts";
import type { Target } from "./dialled-leg.ts";

/** What a `<Dial>` dials: telephones, SIP devices and clients, a conference, or a queue. */
export type Dialled =
  | { readonly targets: readonly Target[] }
  | { readonly conference: Verb }
  | { readonly queue: Verb };

/** Reads the nouns of a `<Dial>`. Returns a step instead when there is nothing to dial, or a noun isn't modelled. */
export async function dialled(call: LiveCall, verb: Verb): Promise<Dialled | Step> {
  const targets: Target[] = [];
  for (const noun of verb.nouns) {
    if (noun.name === "Conference") return { conference: noun };
    if (noun.name === "Queue") return { queue: noun };
    const target = targetOf(noun);
    if (target) {
      targets.push(target);
      continue;
    }
    const step = await refuse(call, noun.name, "Dial");
    if (step.kind === "end") return step;
  }
  if (targets.length > 0) return { targets };
  if (verb.text !== "") return { targets: [number({ ...verb, attributes: {} })] };
  await call.log("warning", 12200, "Schema validation warning: <Dial> has nothing to dial; it is skipped");
  return NEXT;
}

/** https://www.twilio.com/docs/voice/twiml/number */
const number = (noun: Verb): Target => ({ noun, to: noun.text.replace(/[\s().-]/g, "") });

/** `sip:user@host;secure=true?X-Header=value`. https://www.twilio.com/docs/voice/twiml/sip */
function sip(noun: Verb): Target {
  const [address = "", query = ""] = noun.text.split("?");
  const [bare = "", ...parameters] = address.split(";");
  const { username, password } = noun.attributes;
  const secure = bare.startsWith("sips:") || parameters.some((one) => /^(secure=true|transport=tls)$/i.test(one));
  const headers = Object.fromEntries(new URLSearchParams(query));
  const credentials = { ...(username ? { username } : {}), ...(password ? { password } : {}) };
  return { noun, to: bare.replace(/^sips:/, "sip:"), invite: { uri: noun.text, headers, secure, ...credentials } };
}

/**
 * Reads a `<Client>`, whose name is its text or in `<Identity>`, and its `<Parameter>`s.
 * https://www.twilio.com/docs/voice/twiml/client
 */
function client(noun: Verb): Target {
  const identity = noun.nouns.find((one) => one.name === "Identity")?.text ?? noun.text;
  const parameters = noun.nouns.filter((one) => one.name === "Parameter");
  const headers = Object.fromEntries(
    parameters.map(({ attributes }) => [attributes.name ?? "", attributes.value ?? ""]),
  );
  const to = identity.startsWith("client:") ? identity : `client:${identity}`;
  return { noun, to, invite: { uri: to, headers, secure: true } };
}

const READ: Readonly<Record<string, (noun: Verb) => Target>> = { Number: number, Sip: sip, Client: client };

/** Reads a noun that names a telephone, SIP device or client; undefined for any other noun. */
export const targetOf = (noun: Verb): Target | undefined => READ[noun.name]?.(noun);
