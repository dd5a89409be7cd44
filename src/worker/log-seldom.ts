/** Logs what goes on failing, such as every look at a database that is away, once a minute and not every second. */
export function logSeldom(logDefect: (defect: unknown) => void): (defect: unknown) => void {
  const loggedAtByMessage = new Map<string, number>();
  return (defect) => {
    const message = defect instanceof Error ? defect.message : String(defect);
    const now = performance.now();
    const loggedAt = loggedAtByMessage.get(message);
    if (loggedAt !== undefined && now - loggedAt < QUIET_MS) return;
    if (loggedAtByMessage.size >= MOST_MESSAGES) loggedAtByMessage.clear();
    loggedAtByMessage.set(message, now);
    logDefect(defect);
  };
}

const QUIET_MS = 60_000;
const MOST_MESSAGES = 100;
