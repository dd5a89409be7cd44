/** A request that was answered. Nothing of its body or its token is kept. */
export interface LoggedRequest {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly method: string;
  /** The path with its query, without a token. */
  readonly path: string;
  /** 0 when it was never answered. */
  readonly status: number;
}

/** What the sandbox remembers of the requests to its API. */
export interface RequestSummary {
  readonly total: number;
  readonly countByStatus: Readonly<Record<string, number>>;
  /** The newest 1,000, oldest first. */
  readonly requests: readonly LoggedRequest[];
}

export interface RequestLog {
  add(request: LoggedRequest): void;
  clear(): void;
  summarise(): RequestSummary;
}

const MOST_KEPT = 1_000;

/** An empty log. */
export function createRequestLog(): RequestLog {
  let requests: LoggedRequest[] = [];
  let countByStatus: Record<string, number> = {};
  let total = 0;
  return {
    add(request) {
      total++;
      countByStatus[request.status] = (countByStatus[request.status] ?? 0) + 1;
      requests.push(request);
      if (requests.length >= MOST_KEPT * 2) requests = requests.slice(-MOST_KEPT);
    },
    clear() {
      requests = [];
      countByStatus = {};
      total = 0;
    },
    summarise: () => ({ total, countByStatus: { ...countByStatus }, requests: requests.slice(-MOST_KEPT) }),
  };
}
