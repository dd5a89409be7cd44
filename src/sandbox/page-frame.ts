import { html, raw } from "hono/html";
import { PAGE_STYLE } from "./page-style.ts";

/** Text that is HTML already: everything put into it was escaped. */
export type Markup = ReturnType<typeof html>;

/** What a page may have besides its title and body. */
export interface PageOptions {
  /** Default 200. */
  readonly status?: number;
  /** The whole header; default: the name of the sandbox. */
  readonly header?: Markup;
}

/** A whole page of the sandbox's SmartHR. */
export async function answerPageOf(
  title: string,
  body: Markup,
  { status = 200, header = html`<p class="brand">SmartHRサンドボックス</p>` }: PageOptions = {},
): Promise<Response> {
  const page = html`<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} | SmartHRサンドボックス</title>
<style>${raw(PAGE_STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">本文へ移動</a>
<header>${header}</header>
<main id="main" tabindex="-1">${body}</main>
</body>
</html>`;
  const headers = { "content-type": "text/html;charset=utf-8", "x-frame-options": "DENY", "cache-control": "no-store" };
  return new Response(String(await page), { status, headers });
}
