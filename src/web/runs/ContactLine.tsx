import { Cluster, Text, TextLink } from "smarthr-ui";
import type { Contact } from "../../contract/me.ts";
import { RUNS_TEXT } from "./runs-text.ts";

/** M36: whom to ask, as far as the company's settings say. */
export function ContactLine({ contact: { name, url, email, hours } }: { readonly contact: Contact }) {
  return (
    <Cluster gap={{ row: 0.25, column: 1 }}>
      <Text>{`${RUNS_TEXT.contact}：${name}`}</Text>
      {url && (
        <TextLink href={url} target="_blank">
          {url}
        </TextLink>
      )}
      {email && <TextLink href={`mailto:${email}`}>{email}</TextLink>}
      {hours && <Text>{hours}</Text>}
    </Cluster>
  );
}
