import * as app from "../app/company-settings.ts";
import { changeContact, changeSyncSettings, getSettings, type Settings } from "../contract/settings.ts";
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
    return ok(toSettings(await app.changeSyncSettings(product, session.companyId, body)));
  });
  serve(routes, changeContact, async ({ session, body }) => {
    return ok(toSettings(await app.changeContact(product, session.companyId, body)));
  });
};

function toSettings({ company, contact, ...choices }: app.CompanySettings): Settings {
  return { company: { slug: company.slug, name: company.name }, ...choices, contact: contactText(contact) };
}
