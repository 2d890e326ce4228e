/** The kit doesn't begin: nothing was done. The message is one line, with what to do. */
export class Refused extends Error {
  override readonly name = "Refused";
}
