import type { Sandbox } from "../src/sandbox/create-sandbox.ts";

/** What an administrator does in SmartHR. */
export interface AnswerInSmartHr {
  readonly email?: string;
  /** The company account that is chosen. */
  readonly tenant?: string;
  readonly decision?: "allow" | "deny";
}

/**
 * What an administrator does in the browser at the address: signs in and presses 「許可する」, by the forms of SmartHR's own pages. Gives
 * the address SmartHR leads back to.
 */
export async function allowInBrowser(
  sandbox: Pick<Sandbox, "fetch">,
  authorizationUrl: string,
  { email = "hr@example.com", tenant = "acme", decision = "allow" }: AnswerInSmartHr = {},
): Promise<URL> {
  const { host } = new URL(authorizationUrl);
  let cookie = "";

  async function open(url: URL, form: URLSearchParams | null): Promise<Page> {
    const request = new Request(url, { method: form ? "POST" : "GET", body: form, headers: { cookie } });
    const answer = await sandbox.fetch(request);
    cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? cookie;
    const location = answer.headers.get("location");
    if (location === null) return { url, text: await answer.text() };
    const next = new URL(location, url);
    return next.host === host ? open(next, null) : { url: next, text: "" };
  }

  const signIn = await open(new URL(authorizationUrl), null);
  const consent = await submit(open, signIn, { email, password: "smarthr-demo" });
  return (await submit(open, consent, { tenant, decision })).url;
}

interface Page {
  readonly url: URL;
  readonly text: string;
}

// The page's form that asks for the last of the answers, sent with what the page hid in it.
async function submit(
  open: (url: URL, form: URLSearchParams) => Promise<Page>,
  page: Page,
  answers: Readonly<Record<string, string>>,
): Promise<Page> {
  const asked = Object.keys(answers).at(-1);
  const form = page.text.match(/<form[\s\S]*?<\/form>/g)?.find((text) => text.includes(`name="${asked}"`));
  if (form === undefined) throw new Error(`expected a form that asks for ${asked} at ${page.url.pathname}`);
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  const fields = hidden.map(([, name = "", value = ""]) => [name, plainText(value)]);
  const action = /action="([^"]*)"/.exec(form)?.[1] ?? "";
  return open(
    new URL(plainText(action), page.url),
    new URLSearchParams([...fields, ...Object.entries(answers)] as [string, string][]),
  );
}

function plainText(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&lt;", "<").replaceAll("&amp;", "&");
}
