import { useRef, useState } from "react";

/** Something a press of a button sets going. */
export interface Action<Words extends readonly unknown[]> {
  /** Does it, unless it is under way already: a second press does nothing. Never rejects. */
  run(...words: Words): Promise<void>;
  readonly sending: boolean;
  /** What it threw the last time; null when it went well. */
  readonly error: unknown;
  /** Takes `error` back, when the same is asked anew. */
  forget(): void;
}

/** One press, one deed; what goes wrong is kept to be shown beside the button. */
export function useAction<Words extends readonly unknown[]>(work: (...words: Words) => Promise<void>): Action<Words> {
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // The state is only as new as the last rendering; two clicks can come before it.
  const underWay = useRef(false);

  async function run(...words: Words): Promise<void> {
    if (underWay.current) return;
    underWay.current = true;
    setSending(true);
    setError(null);
    try {
      await work(...words);
    } catch (thrown) {
      setError(thrown);
    } finally {
      underWay.current = false;
      setSending(false);
    }
  }

  return { run, sending, error, forget: () => setError(null) };
}
