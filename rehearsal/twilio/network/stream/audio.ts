/** Length of one frame of telephone audio. */
export const FRAME_MS = 20;
const RATE = 8_000;
const FRAME_BYTES = (RATE * FRAME_MS) / 1000;

/** Encodes a 16-bit sample as G.711 mu-law. https://www.itu.int/rec/T-REC-G.711 */
export function muLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(32_635, Math.abs(sample)) + 132;
  const exponent = Math.max(0, 31 - Math.clz32(magnitude >> 7));
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff;
}

const silent = Buffer.alloc(FRAME_BYTES, muLaw(0)).toString("base64");
const spoken = Buffer.from(
  Array.from({ length: FRAME_BYTES }, (_, i) => muLaw(Math.round(6_000 * Math.sin((2 * Math.PI * 400 * i) / RATE)))),
).toString("base64");

/** Returns one frame (20 ms of mu-law audio at 8 kHz) in base64: a tone for speech, else silence. */
export const frame = (speech: boolean): string => (speech ? spoken : silent);

/** Returns how many milliseconds base64-encoded mu-law audio lasts. */
export const audioMs = (base64: string): number => (1000 * Buffer.from(base64, "base64").length) / RATE;
