import * as app from "../app/company-settings.ts";
import * as guards from "../app/guard-settings.ts";
import type { Contact } from "../contract/me.ts";
import {
  changeContact,
  changeGuardLimits,
  changeSyncSettings,
  type GuardSettings,
  getGuardSettings,
  getSettings,
  type Settings,
} from "../contract/settings.ts";
import { DEFAULT_GUARD_LIMITS } from "../core/guards.ts";
import { ok } from "../core/result.ts";
import { contactText } from "../text/contact-text.ts";
import type { AddRoutes } from "./api-parts.ts";
import { serve } from "./serve-endpoint.ts";

/** What a company chooses for itself. */
export const addSettingsRoutes: AddRoutes = (routes, { product }) => {
  serve(routes, getSettings, async ({ session }) => {
    return ok(toSettings(await app.readCompanySettings(product, session.companyId)));
  });
  serve(routes, changeSyncSettings, async ({ session, body }) => {
    const changed = await app.changeSyncSettings(product, session.companyId, body);
    return changed.ok ? ok(toSettings(changed.value)) : changed;
  });
  serve(routes, changeContact, async ({ session, body: { seen, ...contact } }) => {
    const wasSeen: Parameters<typeof app.changeContact>[3] = (stored) => isSame(contactText(stored), seen);
    const changed = await app.changeContact(product, session.companyId, contact, wasSeen);
    return changed.ok ? ok(toSettings(changed.value)) : changed;
  });
  serve(routes, getGuardSettings, async ({ session }) => {
    return ok(toGuardSettings(await guards.readGuardSettings(product, session.companyId)));
  });
  serve(routes, changeGuardLimits, async ({ session, body: { seen, ...limits } }) => {
    const changed = await guards.changeGuardLimits(product, session.companyId, limits, seen);
    return changed.ok ? ok(toGuardSettings(changed.value)) : changed;
  });
};

function toGuardSettings({ limits, lastSeen }: guards.GuardSettings): GuardSettings {
  const withoutPeople = lastSeen.map(({ readings, ...run }) => ({
    ...run,
    readings: readings.map(({ people: _, ...reading }) => reading),
  }));
  return { limits, defaults: DEFAULT_GUARD_LIMITS, lastSeen: withoutPeople };
}

function isSame(one: Contact, other: Contact): boolean {
  return one.name === other.name && one.url === other.url && one.email === other.email && one.hours === other.hours;
}

function toSettings({ company, contact, ...choices }: app.CompanySettings): Settings {
  return { company: { slug: company.slug, name: company.name }, ...choices, contact: contactText(contact) };
}
