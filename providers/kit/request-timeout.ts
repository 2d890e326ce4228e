/**
 * Returns one vendor request's time limit, in milliseconds: `AYBIZA_REQUEST_TIMEOUT_MS` (500 to 120,000; for slow networks and their tests), or the
 * package's default. An invalid value is ignored.
 */
export function requestTimeoutMs(own: number, env: NodeJS.ProcessEnv = process.env): number {
  const given = Number(env.AYBIZA_REQUEST_TIMEOUT_MS);
  return given >= 500 && given <= 120_000 ? given : own;
}
