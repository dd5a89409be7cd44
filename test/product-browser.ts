import type { ApiScene, Asker } from "./api-scene.ts";

/** A browser at the product: it keeps cookies as browsers do, and follows nothing by itself. */
export interface ProductBrowser {
  /** GET, unless there is something to send. */
  open(address: string | URL, sent?: { readonly method?: string; readonly body?: unknown }): Promise<Response>;
  /** The cookies as they were set, name and attributes, newest last. */
  readonly setCookies: readonly string[];
  /** What would go along to that path. */
  cookiesAt(path: string): string;
  /** Somebody else signs in in the same browser. */
  as(asker: Asker): void;
  forgetCookies(): void;
}

/** A new browser, in which somebody is signed in. */
export function aBrowser({ routes }: ApiScene, asker: Asker = "administrator"): ProductBrowser {
  const jar = new Map<string, { readonly value: string; readonly path: string }>();
  const setCookies: string[] = [];
  let signedIn = asker;

  function keep(text: string): void {
    setCookies.push(text);
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
    const path = /;\s*Path=([^;]+)/i.exec(text)?.[1] ?? "/";
    if (/;\s*Max-Age=0/i.test(text)) jar.delete(name);
    else jar.set(name, { value, path });
  }

  function cookiesAt(path: string): string {
    const sent = [...jar].filter(([, cookie]) => path === cookie.path || path.startsWith(`${cookie.path}/`));
    return sent.map(([name, { value }]) => `${name}=${value}`).join("; ");
  }

  return {
    setCookies,
    cookiesAt,
    as: (other) => {
      signedIn = other;
    },
    forgetCookies: () => jar.clear(),
    async open(address, { method, body } = {}) {
      const url = new URL(address, "http://localhost:3000");
      const answer = await routes.request(url, {
        method: method ?? (body === undefined ? "GET" : "POST"),
        headers: {
          "x-test-asker": signedIn,
          cookie: cookiesAt(url.pathname),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      for (const text of answer.headers.getSetCookie()) keep(text);
      return answer;
    },
  };
}
