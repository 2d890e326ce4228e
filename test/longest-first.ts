import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The end-to-end files that take longest, the longest first. */
const long = ["attacks", "lifecycle"];

/**
 * The order of test files: those known to take long come first, since a long one that begins last leaves all other processors idle. Vitest itself goes by
 * the times of earlier runs, which a clean clone hasn't, and after them by size.
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
