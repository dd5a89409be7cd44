/**
 * Why SmartHR could not be read or written, by cause: what an administrator or an operator can act on. Each kind that leaves
 * this folder is one line of design's table of failures.
 */
export type SmartHrFault =
  /** 429. `resetSeconds` is null when the answer did not say how long. */
  | { readonly kind: "rate-limited"; readonly resetSeconds: number | null }
  /** No answer in time, a server error, or an answer that was cut off or is not JSON. */
  | { readonly kind: "unavailable" }
  /** 503 code 9. */
  | { readonly kind: "maintenance" }
  /** 401: the token is not, or no longer, valid; renewing it did not help. */
  | { readonly kind: "unauthorized" }
  /** 403: the token may not see or change this, named as in the API's path or as `crews.emp_status`. */
  | { readonly kind: "forbidden"; readonly resource: string }
  /** 403 code 15: the token is bound to other addresses than ours. */
  | { readonly kind: "ip-not-permitted" }
  /** 404. What may be missing by itself is dealt with in this folder: whoever sees this has lost the tenant. */
  | { readonly kind: "not-found"; readonly resource: string }
  /** Another 4xx: SmartHR does not take what we asked for. */
  | { readonly kind: "refused"; readonly status: number; readonly resource: string }
  /** Where the answer is not as documented, written `GET /v1/crews [3].emp_status`; never a value. */
  | { readonly kind: "unexpected-shape"; readonly path: string }
  /** What SmartHR holds changed during each of three readings. */
  | { readonly kind: "source-changed" }
  /** The field 「ミキワメ連携」 is gone, is no drop-down list any more, or has lost 「連携しない」. */
  | { readonly kind: "opt-out-field-missing" }
  /** People were opted out at the last good read, and now nobody has any value: the field can no longer be seen. */
  | { readonly kind: "opt-out-field-unreadable" };
