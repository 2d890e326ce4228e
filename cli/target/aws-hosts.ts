/**
 * Domains of AWS's APIs in all its partitions.
 * https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json
 */
const AWS_DOMAINS = [
  ...["amazonaws.com", "api.aws", "amazonaws.com.cn", "api.amazonwebservices.com.cn"],
  ...["amazonaws.eu", "api.amazonwebservices.eu", "c2s.ic.gov", "api.aws.ic.gov", "sc2s.sgov.gov", "api.aws.scloud"],
  ...["cloud.adc-e.uk", "api.cloud-aws.adc-e.uk", "csp.hci.ic.gov", "api.aws.hci.ic.gov"],
];

/** Whether a host belongs to AWS, including VPC endpoints. Any other host, such as a world on this machine, means a rehearsal. */
export const isAws = (host: string): boolean => AWS_DOMAINS.some((domain) => host.toLowerCase().endsWith(`.${domain}`));
