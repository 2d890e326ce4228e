import { changesBetween } from "../../kit/diff.ts";
import { type Bag, type DiffKind, UNKNOWN } from "../../kit/handler.ts";
import type { NumberRecord } from "../client/records.ts";
import { givenSettings } from "./definition.ts";
import { withoutDropped } from "./dropped-urls.ts";
import { type Ctx, liveSettings, onlyKeys, withoutEmptyRegulatorySids } from "./state.ts";

/** Compares settings, `quarantine`, `transfer`, `release` and `handBack`. Ignores changes of how the number was acquired. */
export function changesOf(oldInputs: Bag, oldState: Bag, newInputs: Bag): Record<string, DiffKind> {
  const given = Object.keys(givenSettings(newInputs));
  const dropped = (oldState.managed ?? []).filter((name: string) => !given.includes(name));
  const settings = [...given, ...dropped];
  const compared = (bag: Bag) => ({
    ...onlyKeys(bag, [...settings, "quarantine", "transfer"]),
    release: bag.release ?? false,
  });
  const changes = changesBetween(compared(oldInputs), compared(newInputs));
  // An import doesn't record `handBack`.
  const imported = oldState.acquire === undefined;
  return imported
    ? changes
    : { ...changes, ...changesBetween(onlyKeys(oldInputs, ["handBack"]), onlyKeys(newInputs, ["handBack"])) };
}

/**
 * Returns settings whose value in this run's last list of numbers differs from the program, so that an update without `--refresh` repairs them: a
 * number with a wrong URL isn't answered. Ignores the friendly name, which contains the provider's token, and settings that the program doesn't
 * set.
 */
export function drifted(ctx: Ctx, oldState: Bag, newInputs: Bag): Record<string, DiffKind> {
  const record = ctx.client.snapshotOf<NumberRecord>(oldState.sid);
  if (record === undefined) return {};
  const live = withoutDropped(liveSettings(record, ctx.urn), newInputs, oldState.dropped);
  const { friendlyName: _, emergencyAddressSid: __, ...given } = withoutEmptyRegulatorySids(givenSettings(newInputs));
  const other = Object.keys(given).filter((name) => given[name] !== UNKNOWN && given[name] !== live[name]);
  return Object.fromEntries(other.map((name) => [name, "update" as const]));
}

export function stablesOf(newInputs: Bag, oldState: Bag): string[] {
  const named = newInputs.friendlyName === undefined || newInputs.friendlyName === oldState.friendlyName;
  return ["sid", "accountSid", "phoneNumber", "capabilities", "origin", "bought", ...(named ? ["friendlyName"] : [])];
}
