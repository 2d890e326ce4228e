/**
 * How long a vendor may take to answer one request, in milliseconds: what `AYBIZA_REQUEST_TIMEOUT_MS` says (500 to 120,000), for slow networks
 * and for tests of them, or the package's own bound. A value that can't be meant is told nowhere, so it counts as none.
 */
export function requestTimeoutMs(own: number, env: NodeJS.ProcessEnv = process.env): number {
  const given = Number(env.AYBIZA_REQUEST_TIMEOUT_MS);
  return given >= 500 && given <= 120_000 ? given : own;
}
