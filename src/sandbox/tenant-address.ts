/** Which tenant's address a request came to, and the path below it. */
export interface TenantAddress {
  /** Null on the plain host, where the token says whose tenant it is. */
  readonly subdomain: string | null;
  readonly path: string;
}

/** Reads `http://{host}/tenants/{subdomain}/…` and `http://{subdomain}.localhost/…`; any other host is the plain one. */
export function readTenantAddress(url: URL, hostHeader: string | null): TenantAddress {
  const match = /^\/tenants\/([^/]+)(\/.*)?$/.exec(url.pathname);
  if (match) return { subdomain: match[1] ?? null, path: match[2] ?? "/" };
  const hostname = (hostHeader ?? url.host).replace(/:\d+$/, "");
  const label = /^([a-z0-9-]+)\.localhost$/i.exec(hostname)?.[1]?.toLowerCase();
  // SmartHR's tenant-neutral host is called app.
  return { subdomain: label === undefined || label === "app" ? null : label, path: url.pathname };
}
