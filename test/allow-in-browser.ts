import type { Sandbox } from "../src/sandbox/create-sandbox.ts";

/** What an administrator does in the browser at the address: signs in and presses 「許可する」. Gives the address SmartHR leads back to. */
export async function allowInBrowser(sandbox: Sandbox, authorizationUrl: string): Promise<URL> {
  const { origin, searchParams } = new URL(authorizationUrl);
  const post = (path: string, form: Record<string, string>, cookie = "") =>
    sandbox.fetch(
      new Request(`${origin}${path}`, { method: "POST", body: new URLSearchParams(form), headers: { cookie } }),
    );
  const signedIn = await post("/oauth/sign-in", { email: "hr@example.com", password: "smarthr-demo", next: "/" });
  const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
  const page = await (await sandbox.fetch(new Request(authorizationUrl, { headers: { cookie } }))).text();
  const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? "";
  const form = { ...Object.fromEntries(searchParams), csrf, tenant: "acme", decision: "allow" };
  const answered = await post("/oauth/consent", form, cookie);
  return new URL(answered.headers.get("location") ?? "about:blank");
}
