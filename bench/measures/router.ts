import type { Route } from "../../domain/contract/route.ts";
import { decide } from "../../domain/router/decide.ts";
import { INBOUND, ROUTE } from "../../lambdas/testbed/fixture.ts";
import type { BudgetName, Measured } from "../budgets.ts";
import { median, percentile } from "../statistics.ts";
import { fictionalNumbers } from "../tenants.ts";

/** Measures the router's decisions for a tenant with one number and for a tenant with 1000. */
export function measureRouter(quick: boolean): Partial<Record<BudgetName, Measured>> {
  const region = {
    name: "us",
    language: "en-US",
    say: "Please call again later.",
    unknownNumber: "This number is not in service.",
  };
  const perSize = [1, 1000].map((size) => {
    const routes: Route[] = fictionalNumbers(size).map((number) => ({ ...ROUTE, number }));
    const now = new Date();
    const count = quick ? 20_000 : 200_000;
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      const route = routes[i % size]!;
      const call = { ...INBOUND, called: { kind: "number", text: route.number } as const };
      const started = process.hrtime.bigint();
      decide({ kind: "incoming" }, route, now, call, region);
      times.push(Number(process.hrtime.bigint() - started) / 1000);
    }
    // Drops the first tenth, in which V8 still compiles the code.
    return times.slice(count / 10);
  });
  const p99 = perSize.map((times) => percentile(times, 0.99));
  const detail = `median ${median(perSize[0]!).toFixed(2)} µs; p99 ${p99[0]!.toFixed(2)} µs in a tenant of 1 number, ${p99[1]!.toFixed(2)} µs in one of 1000`;
  return { "router-decision": { figure: Math.max(...p99), detail } };
}
