import { expect, test } from "vitest";
import { API_2010, apiOf, type Operation } from "../../rehearsal/twilio/api/openapi.ts";
import type { ResourceSpec } from "../kit/define.ts";
import { flagsOf } from "../kit/shape.ts";
import type { TwilioClient } from "./client/client.ts";
import { spec } from "./package.ts";
import { fieldOf } from "./settings.ts";
import { PARAMETERS } from "./testing/parameters.ts";
import { tables } from "./testing/tables/all.ts";

/** Compares the package's inputs with Twilio's OpenAPI description. */
const kindOf = (token: string) => token.split(":").at(-1) as string;
const resources = spec.resources.map((resource): [string, ResourceSpec<TwilioClient>] => [
  kindOf(resource.token),
  resource,
]);

function operation(id: string): Operation {
  const [api, name] = id.includes(".") ? id.split(".") : [API_2010, id];
  const found = apiOf(api as string).operations.get(id);
  if (!found) throw new Error(`Twilio's description of ${api} has no operation ${name}`);
  return found;
}

test("each resource says which operations make and change it", () => {
  expect(Object.keys(PARAMETERS).sort()).toEqual(resources.map(([kind]) => kind).sort());
});

test.each(resources)("%s: each parameter of Twilio's is an input, or is left out for a reason", (kind, { inputs }) => {
  const { by, otherwise = {}, leftOut = {} } = PARAMETERS[kind]!;
  const parameters = new Set(by.flatMap((id) => [...operation(id).parameters.keys()]));
  const named = new Set(Object.keys(inputs.shape).map(fieldOf));
  const others = [...parameters].filter((name) => !named.has(name)).sort();
  expect(others).toEqual([...Object.keys(otherwise), ...Object.keys(leftOut)].sort());
  expect(Object.values(otherwise).filter((input) => !(input in inputs.shape))).toEqual([]);
});

test.each(resources)("%s: what only a create takes is refused or makes a new one", (kind, { inputs, update }) => {
  const [create, change] = PARAMETERS[kind]!.by.map(operation);
  if (!create || !change || !update) return;
  const settable = new Set([...change.parameters.keys()]);
  const once = [...create.parameters.keys()].filter((name) => !settable.has(name));
  const silent = Object.entries(inputs.shape).filter(
    ([name, type]) => once.includes(fieldOf(name)) && flagsOf(type as never).replaceOnChange !== true,
  );
  expect(silent.map(([name]) => name)).toEqual(SAID_OTHERWISE[kind] ?? []);
});

/** Inputs that Twilio can't update and that don't replace the resource either: their descriptions say what a change does. */
const SAID_OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  // The provider refuses a change of the number.
  IncomingPhoneNumber: ["phoneNumber"],
  // These only matter until the number is verified.
  OutgoingCallerId: ["callDelay", "extension"],
};

test.each(tables.map((table) => [kindOf(table.token), table] as const))(
  "%s: each input that may be left out is taken away in its table",
  (kind, { rows }) => {
    const { inputs } = spec.resources.find(({ token }) => kindOf(token) === kind)!;
    const optional = Object.entries(inputs.shape).filter(
      ([name, type]) =>
        type.safeParse(undefined).success &&
        !flagsOf(type as never).autoname &&
        // No documented request clears these SIDs (see telephony.test.ts).
        !flagsOf(type as never).sid &&
        !rows[name]?.once,
    );
    expect(optional.map(([name]) => name).filter((name) => rows[name]?.to !== undefined)).toEqual([]);
  },
);
