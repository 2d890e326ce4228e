import { type Attack, numberType, routeType } from "./attack.ts";
import type { Scene } from "./scene.ts";

const acme = "+14155550101";
const applicationOf = ({ world }: Scene) => {
  const { store } = world.twilio;
  return store.applications.get(String(store.holder(acme)?.voice_application_sid))!;
};

/** Changes the application's status callback by hand, so that the next `up --refresh` has to correct it at Twilio. */
const drifted = async (scene: Scene) => {
  applicationOf(scene).status_callback = "https://somewhere-else.example/status";
};
const mended = async (scene: Scene) => {
  applicationOf(scene).status_callback = "https://voice.us.aybiza.example/twilio/status";
};
const forgotten = (stack: "acme-us" | "birch-us", type: string, name: string) => async (scene: Scene) => {
  const urn = await scene.urn(stack, type, name);
  await scene.world.engine.must(["state", "delete", urn, "--force", "--target-dependents", "--yes", "--stack", stack]);
};
const unprotected = async (scene: Scene) => {
  await scene.world.engine.must(["state", "unprotect", "--all", "--yes", "--stack", "birch-us"]);
};

/** Attacks by `kill -9` of the engine or of the provider during an operation on a live number. */
export const interruptions: readonly Attack[] = (["engine", "provider"] as const).flatMap((who) =>
  (["before", "after"] as const).flatMap((when): Attack[] => [
    {
      name: `kill -9 of the ${who} ${when} an application that was changed by hand is mended`,
      stack: "acme-us",
      before: drifted,
      command: ["up", "--refresh"],
      kill: { who, when, at: "UpdateApplication" },
      outcome: "harmless",
      after: mended,
    },
    {
      name: `kill -9 of the ${who} ${when} the listing that finds a forgotten purchase`,
      stack: "birch-us",
      before: forgotten("birch-us", numberType, "emergency-line-purchase"),
      kill: { who, when, at: "ListIncomingPhoneNumber" },
      outcome: "harmless",
    },
    {
      name: `kill -9 of the ${who} ${when} a look at a number in an unprotected destroy`,
      stack: "birch-us",
      before: unprotected,
      command: ["destroy"],
      kill: { who, when, at: "FetchIncomingPhoneNumber" },
      outcome: "harmless",
    },
    {
      name: `kill -9 of the ${who} ${when} the application of a forgotten route's number is read again`,
      stack: "acme-us",
      before: forgotten("acme-us", routeType, acme),
      command: ["up", "--refresh"],
      kill: { who, when, at: "FetchApplication" },
      outcome: "harmless",
    },
  ]),
);
