/**
 * What Twilio's documentation leaves open, as the stand-in plays it. A test sets another answer in `store.unsettled`: what is built on Twilio has to
 * be right whichever it is. Sources and what was decided: docs/decisions/twilio-stand-in.md, "Left open by Twilio".
 */
export interface Unsettled {
  /**
   * How many numbers a search shows at most, whatever its `PageSize` says.
   * 30: https://github.com/twilio/twilio-node/issues/316, https://github.com/twilio/twilio-php/issues/38;
   * 100 were seen: https://github.com/twilio/twilio-php/issues/632. @default 30
   */
  searchShows: number;
  /**
   * Whose status callback hears of the end of a call to a number with an application: the application's alone, the number's alone, even where it
   * has none, or both; or the number's own isn't kept beside an application (`dropped`). @default "application"
   */
  statusCallback: "application" | "number" | "both" | "dropped";
  /** Whether a number keeps its own voice URLs while an application or a trunk is set, or loses one by setting the other. @default "kept" */
  urlsBesideApplication: "kept" | "cleared";
  /** Whether a number that moves to another account keeps its settings for calls and messages, or has none there. @default "kept" */
  settingsOfMoved: "kept" | "lost";
}

export const asDecided = (): Unsettled => ({
  searchShows: 30,
  statusCallback: "application",
  urlsBesideApplication: "kept",
  settingsOfMoved: "kept",
});
