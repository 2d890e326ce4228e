import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Beginnings of the paths of the slowest test files below test/, the slowest first. */
const long = ["attacks", "lifecycle"];

/**
 * Orders the test files: known slow files come first, since a slow file that starts last leaves the other processors idle. Vitest itself orders by
 * the durations of earlier runs, which a clean clone doesn't have, and then by size.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = long.findIndex((name) => moduleId.includes(`/test/${name}`));
      return place === -1 ? long.length : place;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
