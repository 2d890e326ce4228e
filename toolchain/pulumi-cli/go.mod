// Builds the Pulumi CLI where it can't be downloaded. The version is that of the npm package `pulumi`.
module aybiza/toolchain/pulumi-cli

go 1.25.11

require github.com/pulumi/pulumi/pkg/v3 v3.259.0

// As Pulumi's own go.mod does: https://github.com/pulumi/pulumi/blob/v3.259.0/pkg/go.mod
replace github.com/atotto/clipboard => github.com/tgummerer/clipboard v0.0.0-20241001131231-d02d263e614e
