import * as aybiza from "@pulumi/aybiza";
import * as pulumi from "@pulumi/pulumi";

/** A region's routes table, as a tenant's stack writes to it. */
export interface RoutesTable {
  readonly name: string;
  readonly tenant: string;
  readonly provider: aybiza.Provider;
}

/** Declares one item of the table: `pk` and `sk` from lambdas/router/route.ts, the other fields as plain values. */
export function routesItem(
  name: string,
  table: RoutesTable,
  item: pulumi.Input<{ readonly pk: string; readonly sk: string } & Record<string, unknown>>,
  opts: pulumi.CustomResourceOptions & { readonly writeOnce?: boolean },
): aybiza.RoutesItem {
  const { writeOnce, ...rest } = opts;
  const parts = pulumi.output(item);
  return new aybiza.RoutesItem(
    name,
    {
      table: table.name,
      tenant: table.tenant,
      pk: parts.apply((i) => i.pk),
      sk: parts.apply((i) => i.sk),
      // Without what isn't given: the table keeps no undefined.
      fields: parts.apply(
        ({ pk: _pk, sk: _sk, tenant: _tenant, ...fields }) =>
          JSON.parse(JSON.stringify(fields)) as Record<string, unknown>,
      ),
      ...(writeOnce === true && { writeOnce }),
    },
    { ...rest, provider: table.provider },
  );
}
