/** Thrown before a run begins, so nothing was done. The message is one line that says what to do. */
export class Refused extends Error {
  override readonly name = "Refused";
}
