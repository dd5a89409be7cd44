/** What is sent to the webhooks of a tenant, one after another, without holding up the request that caused it. */
export interface WebhookDeliveries {
  /** Begins to deliver; `settled` waits for it. */
  start(delivery: () => Promise<void>): void;
  /** Resolves when nothing is on its way any more. */
  settled(): Promise<void>;
}

/** Nothing on its way. */
export function createWebhookDeliveries(): WebhookDeliveries {
  const underway = new Set<Promise<void>>();
  return {
    start(delivery) {
      const promise = delivery().finally(() => underway.delete(promise));
      underway.add(promise);
    },
    async settled() {
      while (underway.size > 0) await Promise.allSettled(underway);
    },
  };
}
