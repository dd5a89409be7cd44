import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { OperatingFigures } from "../core/operating-figures.ts";
import { createFigures } from "./create-figures.ts";

const NOW = Date.parse("2026-01-31T00:00:00Z");
const DAY_MS = 86_400_000;
const NO_CONNECTIONS = { open: 0, idle: 0, waiting: 0 };
const RULES = new URL("../../docs/prometheus-rules.yml", import.meta.url);
const ROWS = { create: 1, update: 2, unchanged: 3, skip: 4, reject: 5, notice: 6 };
const READ: OperatingFigures = {
  runs: [
    { subject: "employees", state: "partly-failed", failure: null, count: 2, rows: ROWS },
    { subject: "employees", state: "failed", failure: "smarthr-busy", count: 1, rows: { ...ROWS, create: 0 } },
    { subject: "departments", state: "queued", failure: null, count: 1, rows: ROWS },
  ],
  oldestWaitingSince: NOW - 90_000,
  putOffCount: 2,
  withoutProcessCount: 1,
  unreadableLinkCount: 0,
  linkedAt: [NOW, NOW - 80 * DAY_MS, NOW - 100 * DAY_MS],
};

describe("what the database tells", () => {
  test("is told in Prometheus' words, the same however often it is asked", async () => {
    const figures = createFigures();
    await figures.text(READ, NOW, NO_CONNECTIONS);

    const text = await figures.text(READ, NOW, { open: 3, idle: 1, waiting: 2 });

    for (const line of [
      'mikiwame_runs{subject="departments",state="queued"} 1',
      'mikiwame_runs{subject="employees",state="running"} 0',
      'mikiwame_runs_ended_total{subject="employees",state="partly-failed"} 2',
      'mikiwame_runs_failed_total{subject="employees",failure="smarthr-busy"} 1',
      'mikiwame_run_rows_total{subject="employees",fate="reject"} 10',
      "mikiwame_oldest_waiting_run_age_seconds 90",
      'mikiwame_links{state="expired"} 1',
      "mikiwame_links_expiring 1",
      "mikiwame_link_days_left_min 10",
      "mikiwame_runs_waiting_for_smarthr 2",
      "mikiwame_database_up 1",
      'mikiwame_database_connections{state="busy"} 2',
      "mikiwame_database_waiting_queries 2",
    ]) {
      expect(text.split("\n")).toContain(line);
    }
  });

  test("is left out while it does not answer", async () => {
    const figures = createFigures();
    await figures.text(READ, NOW, NO_CONNECTIONS);

    const text = await figures.text(null, NOW, NO_CONNECTIONS);

    expect(text.split("\n")).toContain("mikiwame_database_up 0");
    expect(text).not.toMatch(/^mikiwame_(links|run_rows_total|oldest_waiting_run_age_seconds|link_days_left_min)[ {]/m);
  });
});

test("what a process does is counted, whatever clients make up", async () => {
  const figures = createFigures();
  const served = { kind: "request-served", requestId: "1", route: "/api/runs/:id", seconds: 0.02 } as const;
  figures.observe({ ...served, method: "GET", status: 200 });
  figures.observe({ ...served, method: "MKCALENDAR", status: 404 });
  figures.observe({ kind: "smarthr-answered", status: 429, seconds: 0.1 });
  figures.observe({ kind: "smarthr-answered", status: null, seconds: 30 });
  figures.observe({ kind: "smarthr-asked-again", because: "rate-limited", waitSeconds: 2.5 });
  figures.observe({ kind: "tokens-refreshed", companyId: 1, outcome: "renewed" });
  figures.observe({ kind: "run-read", runId: "1", companyId: 1, subject: "employees", seconds: 11 });
  figures.countDefect();

  const lines = (await figures.text(null, NOW, NO_CONNECTIONS)).split("\n");

  for (const line of [
    'mikiwame_http_requests_total{method="GET",route="/api/runs/:id",status_class="2xx"} 1',
    'mikiwame_http_requests_total{method="other",route="/api/runs/:id",status_class="4xx"} 1',
    'mikiwame_smarthr_responses_total{status_class="4xx"} 1',
    'mikiwame_smarthr_responses_total{status_class="none"} 1',
    "mikiwame_smarthr_rate_limited_total 1",
    'mikiwame_smarthr_retries_total{reason="rate-limited"} 1',
    'mikiwame_smarthr_retry_wait_seconds_total{reason="rate-limited"} 2.5',
    'mikiwame_token_refreshes_total{outcome="renewed"} 1',
    'mikiwame_run_phase_duration_seconds_sum{subject="employees",phase="reading"} 11',
    "mikiwame_defects_total 1",
  ]) {
    expect(lines).toContain(line);
  }
  expect(lines.join("\n")).not.toMatch(/company|runId|requestId/);
});

describe("docs/prometheus-rules.yml", () => {
  test("names only figures that exist", async () => {
    const text = await createFigures().text(READ, NOW, NO_CONNECTIONS);
    const known = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = "", type]) =>
      type === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    );

    const named = [...readFileSync(RULES, "utf8").matchAll(/\b(mikiwame|nodejs|process)_\w+/g)].map(([name]) => name);

    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  test("each alert is explained to whoever is woken by it", () => {
    const alerts = [...readFileSync(RULES, "utf8").matchAll(/alert: (\w+)/g)].map(([, name]) => name);
    const operating = readFileSync(new URL("../../docs/OPERATING.md", import.meta.url), "utf8");

    expect(alerts.length).toBeGreaterThan(10);
    expect(alerts.filter((name) => !operating.includes(`| ${name} |`))).toEqual([]);
  });
});
