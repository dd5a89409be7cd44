import { LINK_TEXT } from "./settings-text.ts";

/** The text field for which SmartHR account is meant, in every form that asks for it. */
export const SUBDOMAIN_FIELD = {
  name: "subdomain",
  label: LINK_TEXT.subdomain,
  example: LINK_TEXT.subdomainExample,
  required: true,
  autoComplete: "off",
  width: "24em",
} as const;
