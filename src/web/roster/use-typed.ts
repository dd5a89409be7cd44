import { useEffect, useRef, useState } from "react";

const REST_MS = 300;

/** A search field whose text goes into the address once the typing rests; back and forward change the text in turn. */
export function useTyped(
  settled: string,
  onSettled: (text: string) => void,
): { readonly typed: string; readonly onType: (text: string) => void } {
  const [typed, setTyped] = useState(settled);
  const sent = useRef(settled);
  const send = useRef(onSettled);
  useEffect(() => {
    send.current = onSettled;
  });
  useEffect(() => {
    if (settled === sent.current) return;
    sent.current = settled;
    setTyped(settled);
  }, [settled]);
  useEffect(() => {
    const text = typed.trim();
    if (text === sent.current) return;
    const page = location.pathname;
    const timer = setTimeout(() => {
      // Whoever has gone on to another page meanwhile, and still sees this one until it comes, must not be called back.
      if (location.pathname !== page) return;
      sent.current = text;
      send.current(text);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return { typed, onType: setTyped };
}
