const SUBDOMAIN = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const PLACEHOLDER = "{subdomain}";
// RFC 6761, 6.3: localhost and every name below it is this machine.
const LOOPBACK_HOST = /^(?:(?:[a-z0-9-]+\.)*localhost|127\.0\.0\.1|\[::1\])$/;

/** Whether the text is one label of a host name, so that it cannot lead a token to another host. */
export function isSubdomain(text: string): boolean {
  return SUBDOMAIN.test(text);
}

/** What SmartHR's own addresses look like, as every hint and message writes them. */
const SMARTHR = "https://{subdomain}.smarthr.jp";

/**
 * The subdomain in what an administrator typed or a launch address carried: the label itself, or an address of a tenant that
 * the template can mean, at its host or below its path, or one as SmartHR has them. Null when it is none of these.
 */
export function subdomainIn(typed: string, apiTemplate: string): string | null {
  const text = typed.trim().toLowerCase();
  if (isSubdomain(text)) return text;
  return subdomainOfAddress(text, apiTemplate) ?? subdomainOfAddress(text, SMARTHR);
}

function subdomainOfAddress(text: string, apiTemplate: string): string | null {
  const [before, after] = withoutScheme(apiTemplate.toLowerCase()).split(PLACEHOLDER);
  if (before === undefined || after === undefined) return null;
  // What follows the subdomain up to the next slash belongs to it; below that, any page of the tenant will do.
  const [end = ""] = after.split("/");
  const address = withoutScheme(text);
  if (!address.startsWith(before)) return null;
  const [part = ""] = address.slice(before.length).split(/[/?#]/);
  if (!part.endsWith(end)) return null;
  const label = part.slice(0, part.length - end.length);
  return isSubdomain(label) ? label : null;
}

/** Whether the API's address tells one tenant from another, so that asking it proves whose token it is. */
export function tellsTenantsApart(apiTemplate: string): boolean {
  return apiTemplate.includes(PLACEHOLDER);
}

/** The tenant's API, from a template such as `https://{subdomain}.smarthr.jp/api`. Takes nothing but a subdomain. */
export function apiUrlOf(apiTemplate: string, subdomain: string): string {
  if (!isSubdomain(subdomain)) throw new Error("expected a subdomain: one host name label of a-z, 0-9 and -");
  return apiTemplate.replaceAll(PLACEHOLDER, subdomain).replace(/\/+$/, "");
}

/** M14: the address people open, 「連携中のアカウントURL」. */
export function tenantUrlOf(apiTemplate: string, subdomain: string): string {
  return apiUrlOf(apiTemplate, subdomain).replace(/\/api$/, "");
}

/** The page of a person in SmartHR. */
export function crewPageUrl(tenantUrl: string, crewId: string): string {
  return `${tenantUrl}/crews/${encodeURIComponent(crewId)}`;
}

/** The page of SmartHR's 部署マスター: no page of a single department is known publicly. */
export function departmentsPageUrl(tenantUrl: string): string {
  return `${tenantUrl}/departments`;
}

/** Whether a token may be sent there: https, or this very machine. */
export function isSafeServiceUrl(text: string): boolean {
  const url = URL.parse(text);
  // Paths are put behind it, so it ends before a query; and a name and password in it would stand in every message.
  if (url === null || url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK_HOST.test(url.hostname));
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//, "");
}
