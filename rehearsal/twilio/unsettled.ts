/**
 * The stand-in's behaviour where Twilio's documentation doesn't specify one. A test can set other behaviour in `store.unsettled`, since code
 * built on Twilio must work with each one. Sources and decisions: docs/decisions/twilio-stand-in.md, "Left open by Twilio".
 */
export interface Unsettled {
  /**
   * Maximum count of numbers in a search result, whatever its `PageSize`.
   * 30: https://github.com/twilio/twilio-node/issues/316, https://github.com/twilio/twilio-php/issues/38;
   * 100 was reported: https://github.com/twilio/twilio-php/issues/632. @default 30
   */
  searchShows: number;
  /**
   * The status callback for the end of a call to a number with an application: the application's, the number's (even if it
   * has none), or both. `dropped`: setting an application deletes the number's callback. @default "application"
   */
  statusCallback: "application" | "number" | "both" | "dropped";
  /** Whether a number keeps its voice URLs when an application or a trunk is set. @default "kept" */
  urlsBesideApplication: "kept" | "cleared";
  /** Whether a number keeps its settings for calls and messages when it moves to another account. @default "kept" */
  settingsOfMoved: "kept" | "lost";
  /** Whether an update may empty each SID, or only those that Twilio documents as clearable. @default "documented" */
  emptiedSids: "documented" | "all";
}

/** Returns the default behaviour, as decided in docs/decisions/twilio-stand-in.md. */
export const asDecided = (): Unsettled => ({
  searchShows: 30,
  statusCallback: "application",
  urlsBesideApplication: "kept",
  settingsOfMoved: "kept",
  emptiedSids: "documented",
});
