/** The application that the sandbox's SmartHR Plus knows. */
export interface OauthClient {
  readonly id: string;
  readonly secret: string;
  readonly name: string;
}

/** The demonstration's application: known to everybody, and good for redirects to this machine only. */
export const DEMO_CLIENT: OauthClient = { id: "mikiwame-demo", secret: "mikiwame-demo-secret", name: "ミキワメ" };

/** Where 「アプリを開く」 leads, unless the sandbox or the page is given another address on this machine. */
export const DEMO_LAUNCH_URL = "http://localhost:3000/smarthr/launch";

/** Whether a browser may be sent to the address: this machine, and nowhere else. */
export function isLoopbackUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !["http:", "https:"].includes(url.protocol) || url.hash !== "") return false;
  return ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname) || url.hostname.endsWith(".localhost");
}
