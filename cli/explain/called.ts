import { isPlainMap } from "../../domain/config/document.ts";
import { loadStackFile, type TenantFile } from "../../domain/config/load.ts";
import { readStacks, type Stack } from "../../domain/config/stacks.ts";
import { isE164 } from "../../domain/contract/e164.ts";
import { type PlannedNumber, planTenant } from "../../domain/rules/plan.ts";
import { meantNumber } from "../call/phone-number.ts";
import { usageError } from "../exit.ts";
import { tenantNamed } from "../tenant.ts";

/** A called number that a tenant's file declares. */
export interface DeclaredNumber {
  readonly stack: string;
  readonly file: TenantFile;
  readonly planned: PlannedNumber;
}

/** A called number, as text, and its declaration if a file has one. */
export interface CalledNumber {
  readonly number: string;
  readonly declared?: DeclaredNumber;
}

/** Name of an entry, or of one of its numbers. */
const NAME = /^[a-z][a-z0-9-]*$/;

/**
 * Finds the called number in the files.
 *
 * @param wanted an E.164 number, the end of one, or an entry's name
 * @throws UserError if it names nothing or several; StackFileError if the file that declares it is invalid
 */
export function calledNumber(stacks: string, wanted: string, tenant: string | undefined): CalledNumber {
  const only = tenant === undefined ? undefined : tenantNamed(stacks, tenant).stack;
  const isOf = (stack: Stack) => stack.kind === "tenant" && (only === undefined || stack.stack === only);
  if (NAME.test(wanted)) return entryNamed(stacks, wanted, isOf);
  const compact = wanted.replace(/[\s().-]/g, "");
  // The end of a number can only be found among all of them.
  const number = isE164(compact) ? compact : meantNumber(wanted, everyNumber(stacks, isOf));
  const named = [...readStacks(stacks, (text) => text.includes(number.slice(1)))];
  // A file that can't be read may declare the number, so its mistakes are the answer.
  const stack =
    named.find((one) => isOf(one) && numbersOf(one).includes(number)) ?? named.find(({ kind }) => kind === "broken");
  if (stack === undefined) return { number };
  const { file, numbers } = planOf(stacks, stack.stack);
  const planned = numbers.find((one) => one.number === number);
  return planned === undefined ? { number } : { number, declared: { stack: stack.stack, file, planned } };
}

/** Label of a number that only its purchase will tell. */
const labelOf = ({ key, number }: PlannedNumber): string => number ?? `(number of ${key})`;

function entryNamed(stacks: string, name: string, isOf: (stack: Stack) => boolean): CalledNumber {
  const entry = /^(.+)-[1-9]\d*$/.exec(name)?.[1];
  const mayHave = [...readStacks(stacks, (text) => text.includes(entry ?? name))].filter(
    (stack) => isOf(stack) && keysOf(stack).some((key) => key === name || key === entry),
  );
  const found = mayHave.flatMap(({ stack }) => {
    const { file, numbers } = planOf(stacks, stack);
    return numbers
      .filter(({ key, entry: of }) => key === name || of === name)
      .map((planned): DeclaredNumber => ({ stack, file, planned }));
  });
  const [first, ...more] = found;
  if (first === undefined)
    throw usageError("entry-unknown", `no tenant's file has an entry \`${name}\``, [
      "Name a number or an entry of `aybiza:numbers`:  --to +14155550101",
    ]);
  if (more.length === 0) return { number: labelOf(first.planned), declared: first };
  const owners = [...new Set(found.map(({ file }) => file.tenant.id))];
  if (owners.length > 1)
    throw usageError("entry-ambiguous", `${owners.length} tenants have an entry \`${name}\`: ${owners.join(", ")}`, [
      `Name the tenant:  --to ${name} --tenant ${owners[0]}`,
    ]);
  throw usageError("entry-ambiguous", `the entry \`${name}\` has ${found.length} numbers`, [
    `Name one of:  ${found
      .slice(0, 5)
      .map(({ planned }) => planned.key)
      .join(", ")}${found.length > 5 ? ", ..." : ""}`,
  ]);
}

function planOf(stacks: string, stack: string) {
  const file = loadStackFile(stacks, stack) as TenantFile;
  return { file, numbers: planTenant(file).numbers };
}

const entriesOf = ({ document }: Stack): [string, unknown][] => {
  const numbers = document.config["aybiza:numbers"];
  return isPlainMap(numbers) ? Object.entries(numbers) : [];
};

const keysOf = (stack: Stack): string[] => entriesOf(stack).map(([key]) => key);

/** Numbers that a file names: keys, and exact purchases. A key without quotes loses its plus sign; the loader refuses it. */
const numbersOf = (stack: Stack): string[] =>
  entriesOf(stack).flatMap(([key, entry]) => {
    const buy = isPlainMap(entry) && isPlainMap(entry.buy) ? entry.buy.number : undefined;
    return [key, buy]
      .filter((text) => typeof text === "string")
      .map((text) => (/^\d+$/.test(text) ? `+${text}` : text))
      .filter(isE164);
  });

const everyNumber = (stacks: string, isOf: (stack: Stack) => boolean): string[] =>
  [...readStacks(stacks)].filter(isOf).flatMap(numbersOf);

/** Names of entries of a region's tenants whose number only their purchase told: an undeclared number may be one of them. */
export const boughtBySearch = (stacks: string, region: string): string[] =>
  [...readStacks(stacks, (text) => text.includes("buy"))]
    .filter((stack) => stack.kind === "tenant" && stack.region === region)
    .flatMap((stack) =>
      entriesOf(stack)
        .filter(([, entry]) => isPlainMap(entry) && isPlainMap(entry.buy) && entry.buy.number === undefined)
        .map(([key]) => `${key} of ${stack.id}`),
    );
