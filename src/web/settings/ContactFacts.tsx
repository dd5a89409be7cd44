import { TextLink } from "smarthr-ui";
import type { Contact } from "../../contract/me.ts";
import { Facts } from "../frame/Facts.tsx";
import { SETTINGS_TEXT } from "./settings-text.ts";

/** Where questions go; what is not set is not shown. */
export function ContactFacts({ contact }: { readonly contact: Contact }) {
  const { name, url, email, hours } = contact;
  return (
    <Facts
      facts={[
        [SETTINGS_TEXT.contactName, name],
        ...(url === null
          ? []
          : [
              [
                SETTINGS_TEXT.contactUrl,
                <TextLink key="url" href={url} target="_blank">
                  {url}
                </TextLink>,
              ] as const,
            ]),
        ...(email === null
          ? []
          : [
              [
                SETTINGS_TEXT.contactEmail,
                <TextLink key="email" href={`mailto:${email}`}>
                  {email}
                </TextLink>,
              ] as const,
            ]),
        ...(hours === null ? [] : [[SETTINGS_TEXT.contactHours, hours] as const]),
      ]}
    />
  );
}
