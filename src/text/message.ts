/** 事象・原因・対処: what happened, why, and what somebody does about it. Whole Japanese sentences. */
export interface Message {
  readonly event: string;
  readonly cause: string;
  readonly remedy: string;
}
