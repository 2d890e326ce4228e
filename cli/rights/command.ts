import { Command } from "commander";

/** `aybiza rights ...` */
export function rightsCommand(exit: (code: number) => void): Command {
  return new Command("rights")
    .description("print the AWS policies that a role needs to deploy regions or tenants, or to run a verb")
    .argument(
      "[who]",
      "region-deployer, tenant-deployer, ledger, explain, invoice, offboard, ready or handlers; without it, a list of them",
    )
    .option("--region <id>", "id of the region; its file names the AWS Region and the webhook domain", "us")
    .option("--account <id>", "id of the AWS account, 12 digits")
    .option("--zone <id>", "id of the Route 53 zone of the webhook domain, for region-deployer")
    .option("--policy <name>", "print one of the role's policies")
    .option("--json", "print one JSON object with all policies of the role")
    .addHelpText(
      "after",
      `
Replace each word in angle brackets: it marks an option that wasn't given. docs/rights.md says why each right is needed. AWS limits a managed
policy to 6,144 characters, so region-deployer has several policies; attach all of them to its role.

Exit codes: 0 printed, 2 usage error

Examples
  ./aybiza rights
  ./aybiza rights tenant-deployer --region us --account 111122223333 > policy.json
  ./aybiza rights region-deployer --account 111122223333 --zone Z0123456789 --policy region-deployer-tables`,
    )
    .action(async (who, options) => {
      exit((await import("./run.ts")).rights(who, options));
    });
}
