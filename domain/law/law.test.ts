import { expect, test } from "vitest";
import { COUNTRY_FILES } from "./countries/index.ts";
import { countriesWithLaw, lawOf } from "./law.ts";
import { countryFileSchema, countrySchema, isInForce, unionSchema } from "./schema.ts";
import EU from "./unions/EU.json" with { type: "json" };

test.each([...COUNTRY_FILES])("the file of %s is as its schema asks", (code, file) => {
  expect(countryFileSchema.parse(file)).toEqual(file);
  expect(file.code).toBe(code);
});

test("so is the Union's", () => {
  expect(unionSchema.parse(EU)).toEqual(EU);
});

test.each(countriesWithLaw().map((law) => [law.code, law] as const))("every rule of %s has a value", (_, law) => {
  expect(countrySchema.parse(law)).toEqual(law);
});

test("the product guide's countries have data, and others have none", () => {
  const codes = ["AT", "BE", "CA", "DE", "DK", "ES", "FI", "FR", "GB", "IE", "IT", "NL", "PL", "PT", "SE", "US"];
  expect(countriesWithLaw().map(({ code }) => code)).toEqual(codes);
  expect(lawOf("CH")).toBeUndefined();
});

test("a rule known from memory alone can't be in force", () => {
  const file = structuredClone(COUNTRY_FILES.get("GB")!);
  Object.assign(file.languages!, { status: "in-force" });
  expect(countryFileSchema.safeParse(file).error?.issues[0]).toMatchObject({
    path: ["languages", "status"],
    message: "a rule whose sources were not read is `unsettled`",
  });
});

test("a rule of a later day isn't in force before it", () => {
  const { disclosure } = lawOf("FR")!;
  expect([isInForce(disclosure, "2026-08-01"), isInForce(disclosure, "2026-08-02")]).toEqual([false, true]);
  expect(isInForce(lawOf("GB")!.disclosure, "2020-01-01")).toBe(true);
});

const examples = countriesWithLaw().flatMap(({ code, numbers: { fictional, format } }) =>
  fictional.value.map(({ example, pattern }) => [code, example, pattern, format.value.pattern] as const),
);
test.each(examples)("%s: the sample number %s is fictional, and has the country's form", (_, example, ...patterns) => {
  for (const pattern of patterns) expect(example).toMatch(new RegExp(pattern));
});
