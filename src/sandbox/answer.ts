/** One line of `errors` in a 400. `field` is the last word of the key's path, as in the body that was seen. */
export interface FieldError {
  readonly message: string;
  readonly resource: string | null;
  readonly field: string | null;
}

/** The rows of SmartHR's error table (about_api). */
export type RefusalKind =
  | "bad_request"
  | "unauthorized_token"
  | "forbidden"
  | "not_found"
  | "internal_server_error"
  | "too_many_requests"
  | "plan_limit_exceeded"
  | "non_deletable_resource"
  | "service_maintenance"
  | "ip_not_permitted";

const REFUSALS: Readonly<Record<RefusalKind, { code: number; status: number; message: string }>> = {
  bad_request: { code: 1, status: 400, message: "不正なリクエストパラメータです。" },
  unauthorized_token: { code: 2, status: 401, message: "無効なアクセストークンです" },
  forbidden: { code: 3, status: 403, message: "リソースへのアクセスが禁止されています" },
  not_found: { code: 4, status: 404, message: "指定したリソースが存在しません" },
  internal_server_error: { code: 5, status: 500, message: "システム内部で予期せぬエラーが発生しました" },
  too_many_requests: { code: 6, status: 429, message: "リクエスト制限の上限を超えました" },
  plan_limit_exceeded: { code: 7, status: 403, message: "上限人数に達しているため従業員の追加は出来ません" },
  non_deletable_resource: { code: 8, status: 400, message: "削除できないリソースです" },
  service_maintenance: { code: 9, status: 503, message: "メンテナンスを行っています" },
  ip_not_permitted: { code: 15, status: 403, message: "許可されていないIPアドレスからのアクセスです" },
};

/** SmartHR's content type (swagger `produces`). */
export const JSON_TYPE = "application/json;charset=utf-8";

/** An answer with a JSON body that is already text, or text in UTF-8. */
export function answerJson(
  body: string | Uint8Array<ArrayBuffer>,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(body, { status, headers: { "content-type": JSON_TYPE, ...headers } });
}

/** The empty answer of a DELETE. */
export function answerNothing(): Response {
  return new Response(null, { status: 204 });
}

/** One of SmartHR's errors in its body shape. */
export function refuse(kind: RefusalKind, errors: readonly FieldError[] | null = null): Response {
  const { code, status, message } = REFUSALS[kind];
  return answerJson(JSON.stringify({ code, type: kind, message, errors }), status);
}

/** A 400 that names all violations at once. */
export function refuseFields(errors: readonly FieldError[]): Response {
  return refuse("bad_request", errors);
}
