/**
 * The stand-in's answers to what Twilio's documentation leaves open. A test sets another answer in `store.unsettled`, since code
 * built on Twilio must work with each. Sources and decisions: docs/decisions/twilio-stand-in.md, "Left open by Twilio".
 */
export interface Unsettled {
  /**
   * The most numbers that a search shows, whatever its `PageSize`.
   * 30: https://github.com/twilio/twilio-node/issues/316, https://github.com/twilio/twilio-php/issues/38;
   * 100 seen: https://github.com/twilio/twilio-php/issues/632. @default 30
   */
  searchShows: number;
  /**
   * Which status callback gets the end of a call to a number with an application: the application's, the number's (even where it
   * has none), or both. `dropped`: an application removes the number's own. @default "application"
   */
  statusCallback: "application" | "number" | "both" | "dropped";
  /** Whether a number keeps its voice URLs when an application or a trunk is set. @default "kept" */
  urlsBesideApplication: "kept" | "cleared";
  /** Whether a number keeps its settings for calls and messages when it moves to another account. @default "kept" */
  settingsOfMoved: "kept" | "lost";
  /** Whether an update may empty each SID, or only those that Twilio documents as clearable. @default "documented" */
  emptiedSids: "documented" | "all";
}

/** The answers that were decided on. */
export const asDecided = (): Unsettled => ({
  searchShows: 30,
  statusCallback: "application",
  urlsBesideApplication: "kept",
  settingsOfMoved: "kept",
  emptiedSids: "documented",
});
