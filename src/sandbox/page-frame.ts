import { html, raw } from "hono/html";

/** Text that is HTML already: everything put into it was escaped. */
export type Markup = ReturnType<typeof html>;

/** A whole page of the sandbox's SmartHR. */
export async function answerPageOf(
  title: string,
  body: Markup,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const page = html`<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<header>SmartHRサンドボックス</header>
<main>${body}</main>
</body>
</html>`;
  const safe = { "content-type": "text/html;charset=utf-8", "x-frame-options": "DENY", "cache-control": "no-store" };
  return new Response(String(await page), { status, headers: { ...safe, ...headers } });
}

const STYLE = `
body { margin: 0; font-family: system-ui, sans-serif; color: #23221e; background: #f8f7f6; line-height: 1.6; }
header { padding: 12px 24px; background: #23221e; color: #fff; font-weight: bold; }
main { max-width: 960px; margin: 24px auto; padding: 0 24px; }
section, form.box { background: #fff; border: 1px solid #d6d3d0; border-radius: 6px; padding: 16px 24px; margin-bottom: 16px; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 0; }
label { display: block; margin: 8px 0; } input[type=email], input[type=password] { display: block; width: 20em; padding: 6px; }
button { padding: 6px 16px; margin-right: 8px; border-radius: 6px; border: 1px solid #706d65; background: #fff; font: inherit; cursor: pointer; }
button.main { background: #0077c7; border-color: #0077c7; color: #fff; }
table { border-collapse: collapse; } th, td { border: 1px solid #d6d3d0; padding: 4px 8px; text-align: left; vertical-align: top; }
pre, textarea { width: 100%; box-sizing: border-box; font-family: monospace; overflow: auto; max-height: 24em; }
.error { color: #c00; }
`;
