import type { Observe } from "../core/operating-event.ts";

type Fetch = (request: Request) => Promise<Response>;

/** The same door to the network, which tells of each answer: its status and how long it took, nothing of what was asked or said. */
export function tellingFetch(fetch: Fetch, observe: Observe): Fetch {
  return async (request) => {
    const askedAt = performance.now();
    const tell = (status: number | null) =>
      observe({ kind: "smarthr-answered", status, seconds: Math.round(performance.now() - askedAt) / 1000 });
    try {
      const response = await fetch(request);
      tell(response.status);
      return response;
    } catch (error) {
      tell(null);
      throw error;
    }
  };
}
