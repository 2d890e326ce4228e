const WORD_MS = 350;

/** How long a text takes to say. */
export const spokenMs = (text: string): number => text.split(/\s+/).length * WORD_MS;

/** Whole seconds, rounded up, as Twilio bills and reports them. */
export const wholeSeconds = (seconds: number): number => Math.ceil(seconds);

/** Parameters that only a call's last event has: seconds, and minutes begun. */
export function durations(seconds: number): Record<string, string> {
  const whole = wholeSeconds(seconds);
  return { CallDuration: String(whole), Duration: String(Math.ceil(whole / 60)) };
}
