/** Whether something was thrown because the work was told to stop, as opposed to a defect that came up at the same time. */
export function isStop(reason: unknown, signal: AbortSignal): boolean {
  return signal.aborted && reason === signal.reason;
}
