import { describe, expect, test } from "vitest";
import { readConfig } from "./config.ts";

describe("what is not set has the default of the design", () => {
  test.each([{}, { DATABASE_URL: "", DATA_DIR: "", SMARTHR_SUBDOMAIN: "", SMARTHR_ACCESS_TOKEN: "" }])(
    "%j",
    (environment) => {
      const config = readConfig(environment);

      expect(config).toEqual({
        ok: true,
        value: {
          dataDir: "./data",
          database: { kind: "embedded", dataDir: "./data" },
          secretKey: null,
          appUrl: "http://localhost:3000",
          mail: null,
          port: 3_000,
          smarthr: {
            authUrl: "https://app.smarthr.jp",
            apiUrl: "https://{subdomain}.smarthr.jp/api",
            client: null,
            access: null,
          },
          logLevel: null,
          operating: { port: null, host: "127.0.0.1", token: null },
          backupDir: null,
        },
      });
    },
  );
});

test("what is set is taken, without a slash at the end of an address", () => {
  const config = readConfig({
    DATABASE_URL: "postgres://hr:secret@db.example.com:5432/mikiwame",
    DATA_DIR: "/srv/mikiwame",
    PORT: "8080",
    SECRET_KEY: "key",
    APP_URL: "https://mikiwame.example.com/",
    SMTP_URL: "smtps://hr:secret@mail.example.com",
    MAIL_FROM: "ミキワメ <no-reply@example.com>",
    SMARTHR_AUTH_URL: "http://localhost:4000/",
    SMARTHR_API_URL: "http://{subdomain}.localhost:4000/api/",
    SMARTHR_CLIENT_ID: "client",
    SMARTHR_CLIENT_SECRET: "secret",
    SMARTHR_SUBDOMAIN: "acme",
    SMARTHR_ACCESS_TOKEN: "shr_1234_abcd",
    LOG_LEVEL: "debug",
    OPERATING_PORT: "9464",
    OPERATING_HOST: "0.0.0.0",
    METRICS_TOKEN: "at-least-sixteen-characters",
    BACKUP_DIR: "/srv/back-ups",
    PATH: "/bin",
  });

  expect(config).toEqual({
    ok: true,
    value: {
      dataDir: "/srv/mikiwame",
      database: { kind: "postgresql", url: "postgres://hr:secret@db.example.com:5432/mikiwame" },
      port: 8_080,
      secretKey: "key",
      appUrl: "https://mikiwame.example.com",
      mail: { url: "smtps://hr:secret@mail.example.com", from: "ミキワメ <no-reply@example.com>" },
      smarthr: {
        authUrl: "http://localhost:4000",
        apiUrl: "http://{subdomain}.localhost:4000/api",
        client: { id: "client", secret: "secret" },
        access: { subdomain: "acme", accessToken: "shr_1234_abcd" },
      },
      logLevel: "debug",
      operating: { port: 9_464, host: "0.0.0.0", token: "at-least-sixteen-characters" },
      backupDir: "/srv/back-ups",
    },
  });
});

describe("a wrong value is one fault that names the setting and what it must be", () => {
  test.each([
    ["DATABASE_URL", "mysql://localhost/acme", "postgres-url"],
    ["DATABASE_URL", "localhost:5432", "postgres-url"],
    ["DATABASE_URL", "postgres://[", "postgres-url"],
    ["DATA_DIR", "da\0ta", "folder"],
    ["APP_URL", "mikiwame.example.com", "https-url"],
    ["APP_URL", "http://mikiwame.example.com", "https-url"],
    ["SMARTHR_AUTH_URL", "http://app.smarthr.jp", "https-url"],
    ["SMARTHR_AUTH_URL", "https://{subdomain}.smarthr.jp", "https-url"],
    ["SMARTHR_API_URL", "http://{subdomain}.smarthr.jp/api", "https-url-template"],
    ["SMARTHR_API_URL", "https://hr:secret@acme.smarthr.jp/api", "https-url-template"],
    ["SMARTHR_API_URL", "https://acme.smarthr.jp/api?page=1", "https-url-template"],
    ["SMARTHR_API_URL", "https://acme.smarthr.jp/api#top", "https-url-template"],
    ["SMARTHR_API_URL", "file:///api", "https-url-template"],
    ["SMARTHR_API_URL", "http://localhost.example.com/api", "https-url-template"],
    ["LOG_LEVEL", "loud", "log-level"],
    ["OPERATING_PORT", "70000", "port"],
    ["METRICS_TOKEN", "short", "metrics-token"],
    ["BACKUP_DIR", "back\0ups", "folder"],
  ] as const)("%s=%s", (setting, value, expected) => {
    const config = readConfig({ [setting]: value });

    expect(config).toEqual({ ok: false, fault: [{ kind: "wrong-setting", setting, expected }] });
  });

  test.each([
    ["SMARTHR_SUBDOMAIN", "acme.smarthr.jp", "subdomain"],
    ["SMARTHR_SUBDOMAIN", "Acme", "subdomain"],
    ["SMARTHR_SUBDOMAIN", "-acme", "subdomain"],
    ["SMARTHR_ACCESS_TOKEN", "shr_1234\nabcd", "token"],
    ["SMARTHR_ACCESS_TOKEN", " shr_1234", "token"],
    ["SMARTHR_ACCESS_TOKEN", "トークン", "token"],
  ] as const)("%s=%j", (setting, value, expected) => {
    const access = { SMARTHR_SUBDOMAIN: "acme", SMARTHR_ACCESS_TOKEN: "shr_1234_abcd" };

    const config = readConfig({ ...access, [setting]: value });

    expect(config).toEqual({ ok: false, fault: [{ kind: "wrong-setting", setting, expected }] });
  });

  test.each([
    ["SMTP_URL", "mail.example.com:587", "smtp-url"],
    ["SMTP_URL", "https://mail.example.com", "smtp-url"],
    ["SMTP_URL", "smtp://", "smtp-url"],
    ["MAIL_FROM", "ミキワメ", "sender"],
    ["MAIL_FROM", "ミキワメ <no-reply>, taro@example.com", "sender"],
    ["MAIL_FROM", "no-reply@example.com\nBcc: taro@example.com", "sender"],
  ] as const)("%s=%j", (setting, value, expected) => {
    const mail = { SMTP_URL: "smtp://localhost:25", MAIL_FROM: "no-reply@example.com" };

    const config = readConfig({ ...mail, [setting]: value });

    expect(config).toEqual({ ok: false, fault: [{ kind: "wrong-setting", setting, expected }] });
  });
});

describe("settings that belong together are set together", () => {
  test.each([
    ["SMARTHR_SUBDOMAIN", "acme", "SMARTHR_ACCESS_TOKEN"],
    ["SMARTHR_ACCESS_TOKEN", "shr_1234_abcd", "SMARTHR_SUBDOMAIN"],
    ["SMARTHR_CLIENT_ID", "client", "SMARTHR_CLIENT_SECRET"],
    ["SMARTHR_CLIENT_SECRET", "secret", "SMARTHR_CLIENT_ID"],
    ["SMTP_URL", "smtp://localhost:25", "MAIL_FROM"],
    ["MAIL_FROM", "no-reply@example.com", "SMTP_URL"],
  ])("%s alone misses the other one", (setting, value, missing) => {
    const config = readConfig({ [setting]: value });

    expect(config).toEqual({
      ok: false,
      fault: [{ kind: "wrong-setting", setting: missing, expected: "both-or-neither" }],
    });
  });
});

test("all faults are found at once", () => {
  const config = readConfig({
    DATABASE_URL: "acme",
    APP_URL: "acme",
    SMARTHR_SUBDOMAIN: "A",
    SMARTHR_CLIENT_ID: "client",
  });

  expect(config.ok ? [] : config.fault.map(({ setting, expected }) => `${setting} ${expected}`)).toEqual([
    "DATABASE_URL postgres-url",
    "APP_URL https-url",
    "SMARTHR_SUBDOMAIN subdomain",
    "SMARTHR_ACCESS_TOKEN both-or-neither",
    "SMARTHR_CLIENT_SECRET both-or-neither",
  ]);
});

describe("the figures, which are a business's secrets", () => {
  test.each(["127.0.0.1", "::1", "localhost"])("need no token on %s", (host) => {
    expect(readConfig({ OPERATING_PORT: "9464", OPERATING_HOST: host }).ok).toBe(true);
  });

  test.each(["0.0.0.0", "::", "10.0.0.5"])("are not told to others without a token on %s", (host) => {
    const config = readConfig({ OPERATING_PORT: "9464", OPERATING_HOST: host });

    const fault = { kind: "wrong-setting", setting: "METRICS_TOKEN", expected: "metrics-token" };
    expect(config).toEqual({ ok: false, fault: [fault] });
  });
});
