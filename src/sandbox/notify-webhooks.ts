import { joinPieces } from "./json-pieces.ts";
import { createCrewPrinter } from "./print-crew.ts";
import type { CrewRow, Tenant } from "./tenant.ts";
import type { World } from "./world.ts";

/** Something that happened to a crew that is (still) in its tenant. */
export interface CrewEvent {
  readonly event: "crew_created" | "crew_updated" | "crew_deleted";
  readonly crewId: string;
  /** The query of the request that caused it: `skip_sending_webhook=true` keeps it quiet. */
  readonly query: URLSearchParams;
}

const SUCCESS_WITHIN_MILLISECONDS = 60_000;
// about_sandbox: 5 tries over about 8 minutes; production tries 17 times over about 3 days.
const WAITS_BETWEEN_TRIES_SECONDS = [15, 45, 120, 300] as const;

/** Sends the event to the tenant's webhooks that want it, in the background (about_webhook). */
export function notifyWebhooks(world: World, tenant: Tenant, happened: CrewEvent): void {
  const crew = tenant.crews.get(happened.crewId);
  if (!crew || tenant.masters.webhooks.size === 0 || happened.query.get("skip_sending_webhook") === "true") return;
  const text = printWhole(world, tenant, crew);
  for (const webhook of tenant.masters.webhooks.list()) {
    if (webhook.values[happened.event] !== true || webhook.values["disabled_at"] != null) continue;
    const triggeredAt = new Date(world.clock.now()).toISOString();
    world.webhooks.start(() => deliver(world, tenant, webhook.id, { ...happened, text, triggeredAt }));
  }
}

async function deliver(
  world: World,
  tenant: Tenant,
  webhookId: string,
  happened: CrewEvent & { readonly text: string; readonly triggeredAt: string },
): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const webhook = tenant.masters.webhooks.get(webhookId);
    if (!webhook) return;
    const { url, secret_token: secretToken } = webhook.values;
    const crew = webhook.values["expose_only_id"] === true ? idOnly(world, happened.crewId) : happened.text;
    const body = `{"event":"${happened.event}","triggered_at":"${happened.triggeredAt}","sender":null,"crew":${crew}}`;
    const sent = await send(world, String(url), String(secretToken ?? ""), body);
    if (sent) return;

    const waitSeconds = WAITS_BETWEEN_TRIES_SECONDS[attempt];
    if (waitSeconds === undefined) {
      const disabledAt = new Date(world.clock.now()).toISOString();
      tenant.masters.webhooks.put({ ...webhook, values: { ...webhook.values, disabled_at: disabledAt } });
      return;
    }
    await world.clock.sleep(waitSeconds * 1_000);
  }
}

function printWhole(world: World, tenant: Tenant, crew: CrewRow): string {
  const print = createCrewPrinter({
    tenant,
    switches: world.switches,
    fields: null,
    isAttributeReadable: () => true,
    isTemplateReadable: () => true,
    fileUrl: () => "",
  });
  return joinPieces(print(crew));
}

function idOnly(world: World, crewId: string): string {
  return world.switches.exposeOnlyId === "object" ? JSON.stringify({ id: crewId }) : JSON.stringify(crewId);
}

async function send(world: World, url: string, secretToken: string, body: string): Promise<boolean> {
  try {
    const answer = await world.deliver(
      new Request(url, {
        method: "POST",
        body,
        headers: { "content-type": "application/json", "x-smarthr-token": secretToken },
        signal: AbortSignal.timeout(SUCCESS_WITHIN_MILLISECONDS),
      }),
    );
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    // Nobody listening is a try that failed, like any answer that is not 2xx.
    return false;
  }
}
