import { describe, expect, test } from "vitest";
import {
  apiUrlOf,
  crewPageUrl,
  departmentsPageUrl,
  isSafeServiceUrl,
  isSubdomain,
  subdomainIn,
  tellsTenantsApart,
  tenantUrlOf,
} from "./tenant-address.ts";

const SMARTHR = "https://{subdomain}.smarthr.jp/api";
const ONE_HOST = "http://localhost:4000/api";

describe("a subdomain is one label of a host name", () => {
  test.each(["acme", "a", "acme-2", "0120"])("%s is one", (text) => {
    expect(isSubdomain(text)).toBe(true);
  });

  test.each([
    "",
    "Acme",
    "acme.evil.example",
    "evil.example/",
    "evil.example#",
    "user@evil",
    "-acme",
    "acme-",
    "ａｃｍｅ",
    "acme\n",
    "a".repeat(64),
  ])("%j is none", (text) => {
    expect(isSubdomain(text)).toBe(false);
  });

  test("what is none leads to no address at all", () => {
    expect(() => apiUrlOf(SMARTHR, "evil.example/")).toThrow("expected a subdomain");
  });
});

describe("what an administrator types", () => {
  test.each([
    ["acme", "acme"],
    [" Acme ", "acme"],
    ["https://acme.smarthr.jp", "acme"],
    ["https://acme.smarthr.jp/crews?page=2", "acme"],
    ["acme.smarthr.jp/", "acme"],
    ["acme.evil.example", null],
    ["https://acme.smarthr.jp.evil.example", null],
    ["https://evil.example/.smarthr.jp", null],
    ["https://user@acme.smarthr.jp", null],
    ["https://a.b.smarthr.jp", null],
    ["", null],
  ])("%j means %j", (typed, subdomain) => {
    expect(subdomainIn(typed, SMARTHR)).toBe(subdomain);
  });

  test.each([
    ["acme", "acme"],
    ["http://localhost:4000/tenants/acme", "acme"],
    ["http://localhost:4000/tenants/acme/crews?page=2", "acme"],
    ["localhost:4000/tenants/acme/", "acme"],
    ["http://localhost:4000/tenants/", null],
    ["http://localhost:4000/acme", null],
    ["http://evil.example/tenants/acme", null],
  ])("where tenants have a path of their own, %j means %j", (typed, subdomain) => {
    expect(subdomainIn(typed, "http://localhost:4000/tenants/{subdomain}/api")).toBe(subdomain);
  });

  test.each([
    ["http://acme.localhost:4000", "acme"],
    ["acme.localhost:4000/crews", "acme"],
    ["http://acme.localhost:5000", null],
  ])("where tenants have a host with a port, %j means %j", (typed, subdomain) => {
    expect(subdomainIn(typed, "http://{subdomain}.localhost:4000/api")).toBe(subdomain);
  });

  test.each(["http://localhost:4000/tenants/{subdomain}/api", ONE_HOST])(
    "SmartHR's own address is understood where the API is at %s, as hints write it",
    (template) => {
      expect(subdomainIn("https://acme.smarthr.jp", template)).toBe("acme");
      expect(subdomainIn("https://acme.smarthr.jp.evil.example", template)).toBeNull();
    },
  );

  test("where every tenant has the same host, only the subdomain itself is understood", () => {
    expect([subdomainIn("acme", ONE_HOST), subdomainIn("localhost:4000", ONE_HOST)]).toEqual(["acme", null]);
  });
});

test("an address tells tenants apart when the subdomain is part of it", () => {
  expect([SMARTHR, ONE_HOST].map(tellsTenantsApart)).toEqual([true, false]);
});

describe("M14: addresses of a tenant", () => {
  test("a template gives the API and the address people open", () => {
    expect([apiUrlOf(SMARTHR, "acme"), tenantUrlOf(SMARTHR, "acme")]).toEqual([
      "https://acme.smarthr.jp/api",
      "https://acme.smarthr.jp",
    ]);
  });

  test("a template without a subdomain is one host for all", () => {
    expect([apiUrlOf(`${ONE_HOST}/`, "acme"), tenantUrlOf(ONE_HOST, "acme")]).toEqual([
      ONE_HOST,
      "http://localhost:4000",
    ]);
  });

  test("a person has a page", () => {
    expect(crewPageUrl("https://acme.smarthr.jp", "5b0f/6c")).toBe("https://acme.smarthr.jp/crews/5b0f%2F6c");
  });

  test("departments have one page together", () => {
    expect(departmentsPageUrl("https://acme.smarthr.jp")).toBe("https://acme.smarthr.jp/departments");
  });
});

describe("a token goes over https, or nowhere but to this machine", () => {
  test.each([
    "https://acme.smarthr.jp/api",
    "http://localhost:4000/api",
    "http://acme.localhost:4000/api",
    "http://127.0.0.1:4000",
    "http://[::1]:4000",
  ])("%s", (url) => {
    expect(isSafeServiceUrl(url)).toBe(true);
  });

  test.each([
    "http://acme.smarthr.jp/api",
    "http://localhost.evil.example",
    "http://evillocalhost",
    "https://user:secret@acme.smarthr.jp",
    "ftp://localhost",
    "acme",
    "",
  ])("not %j", (url) => {
    expect(isSafeServiceUrl(url)).toBe(false);
  });
});
