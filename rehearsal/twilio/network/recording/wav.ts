const RATE = 8_000;
const BYTES = 2;
/** Maximum length of a recording's file; a longer recording is cut. An hour would be 57 MB, and no test listens to it. */
export const LONGEST_FILE_SECONDS = 60;

/** Returns a WAV file (8 kHz, 16 bits) of a quiet tone. */
export function wav(seconds: number, channels: 1 | 2): Buffer {
  const samples = Math.round(Math.min(seconds, LONGEST_FILE_SECONDS) * RATE);
  const data = Buffer.alloc(samples * BYTES * channels);
  for (let i = 0; i < samples; i += 1) {
    const sample = Math.round(800 * Math.sin((2 * Math.PI * 440 * i) / RATE));
    for (let channel = 0; channel < channels; channel += 1) data.writeInt16LE(sample, (i * channels + channel) * BYTES);
  }
  const header = Buffer.alloc(44);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(36 + data.length, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * BYTES * channels, 28);
  header.writeUInt16LE(BYTES * channels, 32);
  header.writeUInt16LE(8 * BYTES, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}
