import type { Bag } from "../../../../providers/kit/handler.ts";
import { unlessGone } from "../aws.ts";
import type { Call, Resource } from "../resource.ts";

/** A metric filter of a log group. Its id is its name; import id: `group:name`. */
export const logMetricFilter: Resource = {
  token: "aws:cloudwatch/logMetricFilter:LogMetricFilter",

  async create(call, inputs) {
    await put(call, inputs);
    return inputs.name;
  },

  async read({ aws }, id, state) {
    const { client, sdk } = await aws.logs();
    const parts = id.split(":");
    const [logGroupName, filterNamePrefix] = parts.length === 2 ? parts : [state.logGroupName, id];
    const request = new sdk.DescribeMetricFiltersCommand({ logGroupName, filterNamePrefix });
    const found = (await unlessGone(client.send(request)))?.metricFilters?.find(
      (filter) => filter.filterName === filterNamePrefix,
    );
    if (!found) return undefined;
    const { metricName, metricNamespace, metricValue, defaultValue, dimensions, unit } =
      found.metricTransformations![0]!;
    return {
      id: found.filterName!,
      properties: {
        logGroupName,
        name: found.filterName,
        pattern: found.filterPattern ?? "",
        metricTransformation: {
          name: metricName,
          namespace: metricNamespace,
          value: metricValue,
          ...(defaultValue !== undefined && { defaultValue: String(defaultValue) }),
          ...(dimensions && { dimensions }),
          unit: unit ?? "None",
        },
      },
    };
  },

  /** Replaces the filter: PutMetricFilter always writes all of it. */
  async update(call, { news }) {
    await put(call, news);
  },

  async remove({ aws }, filterName, { logGroupName }) {
    const { client, sdk } = await aws.logs();
    await client.send(new sdk.DeleteMetricFilterCommand({ logGroupName, filterName }));
  },

  same(name, a, b) {
    if (name !== "metricTransformation") return false;
    const [left, right] = [a, b].map((value) =>
      JSON.stringify(Object.entries({ unit: "None", ...(value as Bag) }).sort(([x], [y]) => (x < y ? -1 : 1))),
    );
    return left === right;
  },
};

async function put({ aws }: Call, { name, logGroupName, pattern, metricTransformation: made }: Bag): Promise<void> {
  const { client, sdk } = await aws.logs();
  await client.send(
    new sdk.PutMetricFilterCommand({
      filterName: name,
      logGroupName,
      filterPattern: pattern,
      metricTransformations: [
        {
          metricName: made.name,
          metricNamespace: made.namespace,
          metricValue: made.value,
          defaultValue: made.defaultValue === undefined ? undefined : Number(made.defaultValue),
          dimensions: made.dimensions,
          unit: made.unit,
        },
      ],
    }),
  );
}
