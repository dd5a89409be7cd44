import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Instant } from "../core/calendar.ts";
import type { Observe, OperatingEvent } from "../core/operating-event.ts";
import { linkFigures, type OperatingFigures, type RunFigures } from "../core/operating-figures.ts";
import { RUN_TRANSITIONS } from "../core/run-transitions.ts";

/** The figures of a process, in Prometheus' text format. */
export interface Figures {
  readonly observe: Observe;
  countDefect(): void;
  /** Null where the database did not answer: then its figures are left out, as old ones would look like new ones. */
  text(read: OperatingFigures | null, now: Instant, connections: Connections): Promise<string>;
  readonly contentType: string;
}

interface Connections {
  readonly open: number;
  readonly idle: number;
  readonly waiting: number;
}

/** Begins to count. Names and units follow https://prometheus.io/docs/practices/naming/; no label has unbounded values (0034). */
export function createFigures(): Figures {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  // Gauges that are named as counters; the same without `_total` are told by type.
  for (const what of ["handles", "requests", "resources"]) registry.removeSingleMetric(`nodejs_active_${what}_total`);
  const ofProcess = countersOfProcess(registry);
  const ofDatabase = figuresOfDatabase(registry);
  return {
    observe: (event) => count(ofProcess, event),
    countDefect: () => ofProcess.defects.inc(),
    contentType: registry.contentType,
    text(read, now, { open, idle, waiting }) {
      ofProcess.connections.set({ state: "idle" }, idle);
      ofProcess.connections.set({ state: "busy" }, open - idle);
      ofProcess.waiters.set(waiting);
      tellDatabase(ofDatabase, read, now);
      return registry.metrics();
    },
  };
}

// From an answer within the same machine room to a run that waits for SmartHR for an hour.
const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const RUN_SECONDS = [0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 21_600];

type ProcessCounters = ReturnType<typeof countersOfProcess>;

function countersOfProcess(registry: Registry) {
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name, help, labelNames, registers });
  const seconds = <Label extends string>(name: string, help: string, buckets: number[], labelNames: Label[] = []) =>
    new Histogram({ name, help, labelNames, buckets, registers });
  return {
    phases: seconds("mikiwame_run_phase_duration_seconds", "How long a part of a run took", RUN_SECONDS, [
      "subject",
      "phase",
    ]),
    runs: seconds("mikiwame_run_duration_seconds", "From taking a run up to its end", RUN_SECONDS, [
      "subject",
      "state",
    ]),
    interrupted: counter("mikiwame_runs_interrupted_total", "Runs whose process was found dead", ["next"]),
    answers: counter("mikiwame_smarthr_responses_total", "SmartHR's answers; none: no whole answer came", [
      "status_class",
    ]),
    answerSeconds: seconds("mikiwame_smarthr_request_duration_seconds", "How long SmartHR took", REQUEST_SECONDS),
    rateLimited: counter("mikiwame_smarthr_rate_limited_total", "Answers of SmartHR with status 429"),
    retries: counter("mikiwame_smarthr_retries_total", "Requests to SmartHR that were sent again", ["reason"]),
    waits: counter("mikiwame_smarthr_retry_wait_seconds_total", "Time waited before sending again", ["reason"]),
    refreshes: counter("mikiwame_token_refreshes_total", "Refreshes of a link's tokens", ["outcome"]),
    requests: counter("mikiwame_http_requests_total", "Requests that were answered", [
      "method",
      "route",
      "status_class",
    ]),
    requestSeconds: seconds("mikiwame_http_request_duration_seconds", "Until an answer began", REQUEST_SECONDS, [
      "route",
    ]),
    defects: counter("mikiwame_defects_total", "Defects that were logged with an id"),
    connections: new Gauge({
      name: "mikiwame_database_connections",
      help: "Connections of this process's pool",
      labelNames: ["state"] as const,
      registers,
    }),
    waiters: new Gauge({
      name: "mikiwame_database_waiting_queries",
      help: "Queries that wait for a connection",
      registers,
    }),
  };
}

function count(counters: ProcessCounters, event: OperatingEvent): void {
  switch (event.kind) {
    case "process-started":
    case "process-stopping":
    case "run-queued":
    case "run-started":
    case "run-held":
    case "run-announced":
    case "run-handed-back":
    case "run-waiting":
    case "run-lost":
    case "run-cancelled":
      break;
    case "run-read":
      counters.phases.observe({ subject: event.subject, phase: "reading" }, event.seconds);
      break;
    case "run-planned":
      counters.phases.observe({ subject: event.subject, phase: "planning" }, event.seconds);
      break;
    case "run-applied":
      counters.phases.observe({ subject: event.subject, phase: "applying" }, event.seconds);
      break;
    case "run-ended":
      counters.runs.observe({ subject: event.subject, state: event.state }, event.seconds);
      break;
    case "run-interrupted":
      counters.interrupted.inc({ next: event.waitsAgain ? "waits" : "failed" });
      break;
    case "request-served": {
      const { route, status, seconds } = event;
      counters.requests.inc({ method: methodLabel(event.method), route, status_class: statusClass(status) });
      counters.requestSeconds.observe({ route }, seconds);
      break;
    }
    case "smarthr-answered":
      counters.answers.inc({ status_class: event.status === null ? "none" : statusClass(event.status) });
      if (event.status === 429) counters.rateLimited.inc();
      counters.answerSeconds.observe(event.seconds);
      break;
    case "smarthr-asked-again":
      counters.retries.inc({ reason: event.because });
      counters.waits.inc({ reason: event.because }, event.waitSeconds);
      break;
    case "tokens-refreshed":
      counters.refreshes.inc({ outcome: event.outcome });
      break;
  }
}

function statusClass(status: number): string {
  return `${Math.floor(status / 100)}xx`;
}

// Whoever asks chooses the method.
function methodLabel(method: string): string {
  return ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"].includes(method) ? method : "other";
}

type DatabaseGauges = ReturnType<typeof figuresOfDatabase>;

function figuresOfDatabase(registry: Registry) {
  const registers = [registry];
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });
  return {
    up: gauge("mikiwame_database_up", "Whether the database answered this scrape"),
    open: gauge("mikiwame_runs", "Runs that have not ended", ["subject", "state"]),
    ended: counter("mikiwame_runs_ended_total", "Runs that have ended", ["subject", "state"]),
    failed: counter("mikiwame_runs_failed_total", "Runs that failed, by what made them fail", ["subject", "failure"]),
    rows: counter("mikiwame_run_rows_total", "Source rows of applied runs, by their fate", ["subject", "fate"]),
    notices: counter("mikiwame_run_notices_total", "Notices that applied runs gave", ["subject"]),
    oldestWaiting: gauge("mikiwame_oldest_waiting_run_age_seconds", "How long a run has waited for a worker; 0: none"),
    putOff: gauge("mikiwame_runs_waiting_for_smarthr", "Open runs that wait for the end of SmartHR's maintenance"),
    withoutProcess: gauge("mikiwame_runs_without_process", "Runs at work whose lease ran out"),
    links: gauge("mikiwame_links", "Links of administrators to SmartHR", ["state"]),
    unreadable: gauge("mikiwame_links_unreadable", "Links stored with a key that this process was not given"),
    expiring: gauge("mikiwame_links_expiring", "Usable links with 14 days left or fewer"),
    daysLeft: gauge("mikiwame_link_days_left_min", "Days left of the usable link that ends first; absent: none"),
  };
}

// What can be cancelled has not ended.
const OPEN_STATES: readonly RunFigures["state"][] = RUN_TRANSITIONS.cancel.from;

function tellDatabase(gauges: DatabaseGauges, read: OperatingFigures | null, now: Instant): void {
  for (const each of Object.values(gauges)) each.reset();
  gauges.up.set(read === null ? 0 : 1);
  if (read === null) {
    const { oldestWaiting, putOff, withoutProcess, unreadable, expiring, daysLeft } = gauges;
    for (const each of [oldestWaiting, putOff, withoutProcess, unreadable, expiring, daysLeft]) each.remove();
    return;
  }
  for (const subject of ["departments", "employees"] as const) {
    for (const state of OPEN_STATES) gauges.open.set({ subject, state }, 0);
  }
  for (const run of read.runs) tellRuns(gauges, run);
  const { oldestWaitingSince } = read;
  gauges.oldestWaiting.set(oldestWaitingSince === null ? 0 : Math.max(0, now - oldestWaitingSince) / 1000);
  gauges.putOff.set(read.putOffCount);
  gauges.withoutProcess.set(read.withoutProcessCount);
  gauges.unreadable.set(read.unreadableLinkCount);
  tellLinks(gauges, read, now);
}

function tellLinks(gauges: DatabaseGauges, { linkedAt }: OperatingFigures, now: Instant): void {
  const { usableCount, expiredCount, expiringCount, fewestDaysLeft } = linkFigures(linkedAt, now);
  gauges.links.set({ state: "usable" }, usableCount);
  gauges.links.set({ state: "expired" }, expiredCount);
  gauges.expiring.set(expiringCount);
  if (fewestDaysLeft === null) gauges.daysLeft.remove();
  else gauges.daysLeft.set(fewestDaysLeft);
}

function tellRuns(gauges: DatabaseGauges, { subject, state, failure, count: runCount, rows }: RunFigures): void {
  if (OPEN_STATES.includes(state)) {
    gauges.open.inc({ subject, state }, runCount);
    return;
  }
  gauges.ended.inc({ subject, state }, runCount);
  if (failure !== null) gauges.failed.inc({ subject, failure }, runCount);
  const { notice, ...fates } = rows;
  for (const [fate, rowCount] of Object.entries(fates)) gauges.rows.inc({ subject, fate }, rowCount);
  gauges.notices.inc({ subject }, notice);
}
