import { Command } from "commander";

/** `aybiza rights ...` */
export function rightsCommand(exit: (code: number) => void): Command {
  return new Command("rights")
    .description("the AWS policies that a role needs: to deploy regions or tenants, or to run a verb")
    .argument(
      "[who]",
      "region-deployer, tenant-deployer, ledger, invoice, offboard, ready or handlers; without it, all are listed",
    )
    .option("--region <id>", "id of the region, whose file says the AWS Region, the domain and the partition", "us")
    .option("--account <id>", "AWS account, 12 digits")
    .option("--zone <id>", "id of the Route 53 zone that holds the webhook domain, for region-deployer")
    .option("--policy <name>", "one policy of several")
    .option("--json", "one JSON object with all policies of the role")
    .addHelpText(
      "after",
      `
A value that isn't given stands as a word in angle brackets. Why each right is needed: docs/rights.md. AWS takes 6,144 characters in a managed
policy, so region-deployer has several; attach all of them to its role.

Exit codes: 0 printed, 2 not understood

Examples
  ./aybiza rights
  ./aybiza rights tenant-deployer --region us --account 111122223333 > policy.json
  ./aybiza rights region-deployer --account 111122223333 --zone Z0123456789 --policy region-deployer-tables`,
    )
    .action(async (who, options) => {
      exit((await import("./run.ts")).rights(who, options));
    });
}
