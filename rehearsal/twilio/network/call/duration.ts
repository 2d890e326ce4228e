const WORD_MS = 350;

/** Returns how many milliseconds a text takes to say. */
export const spokenMs = (text: string): number => text.split(/\s+/).length * WORD_MS;

/** Rounds seconds up to whole ones, as Twilio bills and reports them. */
export const wholeSeconds = (seconds: number): number => Math.ceil(seconds);

/** Returns the parameters that only a call's last event has: its seconds, and its minutes rounded up. */
export function durations(seconds: number): Record<string, string> {
  const whole = wholeSeconds(seconds);
  return { CallDuration: String(whole), Duration: String(Math.ceil(whole / 60)) };
}
