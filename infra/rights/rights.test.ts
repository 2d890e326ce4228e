import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { wideStatements } from "../policy/rules/rights.ts";
import authorization from "./authorization.json" with { type: "json" };
import { page, policyFiles } from "./page.ts";
import { GRANTEES } from "./published.ts";
import { charactersOf, documentOf, MANAGED_POLICY_CHARACTERS, POLICIES_OF_A_ROLE, type Right } from "./right.ts";

const docs = join(import.meta.dirname, "../../docs");
const policies = GRANTEES.flatMap((grantee) =>
  Object.entries(grantee.policies).map(([name, rights]): [string, readonly Right[]] => [name, rights]),
);
/** Values of maximum length. */
const LONGEST = {
  partition: "aws-us-gov",
  suffix: "amazonaws.com.cn",
  awsRegion: "ap-southeast-1",
  account: "111122223333",
  region: "r".repeat(16),
  domain: "d".repeat(253),
  zone: "Z".repeat(32),
  fallbackRegion: "ap-southeast-2",
};
const kindsOf: Readonly<Record<string, readonly string[]>> = authorization.actions;

describe("the published rights", () => {
  it("are generated from the list: run `npm run generate`", () => {
    expect(readFileSync(join(docs, "rights.md"), "utf8")).toBe(page());
    const files = readdirSync(join(docs, "rights"));
    expect(Object.fromEntries(files.map((name) => [name, readFileSync(join(docs, "rights", name), "utf8")]))).toEqual(
      policyFiles(),
    );
  });

  it.each(policies)("of %s fit into a managed policy with the longest values", (_, rights) => {
    expect(charactersOf(documentOf(rights, LONGEST))).toBeLessThanOrEqual(MANAGED_POLICY_CHARACTERS);
  });

  it("are few enough policies for a role", () => {
    for (const { policies } of GRANTEES) expect(Object.keys(policies).length).toBeLessThanOrEqual(POLICIES_OF_A_ROLE);
  });

  it.each(policies)("of %s name their actions, and a resource wherever AWS accepts one", (_, rights) => {
    for (const { sid, actions, resources } of rights) {
      for (const action of actions) {
        expect(action).toMatch(/^[a-z0-9]+:[A-Za-z]+$/);
        expect(kindsOf, `${action} is new: add it to authorization.json`).toHaveProperty([action]);
        expect([sid, action, resources.includes("*")]).toEqual([sid, action, kindsOf[action]!.length === 0]);
      }
      if (resources.includes("*")) expect(resources).toEqual(["*"]);
    }
    const violations = wideStatements(JSON.stringify(documentOf(rights, LONGEST)));
    expect(violations.filter((text) => !text.includes("covers every resource"))).toEqual([]);
  });

  it.each(policies)("of %s have reasons, unique statements, and no unknown untried action", (_, rights) => {
    expect(new Set(rights.map(({ sid }) => sid)).size).toBe(rights.length);
    for (const { sid, why, actions, untried = {} } of rights) {
      expect(sid).toMatch(/^[A-Za-z]+$/);
      expect(why).toMatch(/\.$/);
      expect(actions).toEqual([...new Set(actions)]);
      for (const action of Object.keys(untried)) expect(actions).toContain(action);
    }
  });

  it("use every action of the reference", () => {
    const named = new Set(policies.flatMap(([, rights]) => rights.flatMap(({ actions }) => actions)));
    expect(Object.keys(kindsOf).filter((action) => !named.has(action))).toEqual([]);
  });

  it("fail for a right with an unknown placeholder", () => {
    const right = { sid: "A", actions: ["sns:Publish"], resources: ["arn:{partition}:sns:{nowhere}"], why: "." };
    expect(() => documentOf([right], LONGEST)).toThrow("a right names {nowhere}, for which there is no value");
  });
});
