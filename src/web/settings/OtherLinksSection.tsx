import { Table, Td, Text, TextLink, Th } from "smarthr-ui";
import type { LinkPage } from "../../contract/link.ts";
import { PageSection } from "../frame/PageSection.tsx";
import { Wide } from "../frame/Wide.tsx";
import type { ActorNames } from "../session/actor-names.ts";
import { LINK_TEXT } from "./settings-text.ts";

interface OtherLinksSectionProps {
  readonly others: LinkPage["others"];
  readonly actorName: ActorNames;
}

/** M31: who else is linked, to which account. */
export function OtherLinksSection({ others, actorName }: OtherLinksSectionProps) {
  return (
    <PageSection heading={LINK_TEXT.others}>
      <Text>{LINK_TEXT.othersAbout}</Text>
      <Wide label={LINK_TEXT.others}>
        <Table>
          <thead>
            <tr>
              <Th>{LINK_TEXT.administrator}</Th>
              <Th>{LINK_TEXT.tenantUrl}</Th>
              <Th>{LINK_TEXT.state}</Th>
            </tr>
          </thead>
          <tbody>
            {others.map(({ email, tenantUrl, expired }) => (
              <tr key={email}>
                <Td>{actorName(email)}</Td>
                <Td>
                  <TextLink href={tenantUrl} target="_blank">
                    {tenantUrl}
                  </TextLink>
                </Td>
                <Td>{expired ? LINK_TEXT.expired : LINK_TEXT.linked}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Wide>
    </PageSection>
  );
}
