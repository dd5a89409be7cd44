import { Stack, Table, Td, Text, Th } from "smarthr-ui";
import { type CatalogueChapter, errorCatalogue } from "../../text/error-catalogue.ts";
import { PageSection } from "../frame/PageSection.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { Wide } from "../frame/Wide.tsx";
import { CATALOGUE_TEXT } from "./guide-text.ts";

const CHAPTERS = errorCatalogue();

/** Every code with 事象・原因・対処; `#code` leads to one of them. */
export function ErrorCataloguePage() {
  return (
    <Stack gap={2}>
      <ScreenHeading>{CATALOGUE_TEXT.heading}</ScreenHeading>
      <Text>{CATALOGUE_TEXT.about}</Text>
      <div>
        <RouteLink to="/guide">{CATALOGUE_TEXT.back}</RouteLink>
      </div>
      {CHAPTERS.map((chapter) => (
        <Chapter key={chapter.heading} chapter={chapter} />
      ))}
    </Stack>
  );
}

function Chapter({ chapter: { heading, about, lines } }: { readonly chapter: CatalogueChapter }) {
  return (
    <PageSection heading={heading}>
      <Text>{about}</Text>
      <Wide label={heading}>
        <Table className="stacked">
          <thead>
            <tr>
              <Th>{CATALOGUE_TEXT.code}</Th>
              <Th>{CATALOGUE_TEXT.event}</Th>
              <Th>{CATALOGUE_TEXT.cause}</Th>
              <Th>{CATALOGUE_TEXT.remedy}</Th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ code, message }) => (
              <tr key={code} id={code}>
                <Td data-label={CATALOGUE_TEXT.code}>{code}</Td>
                <Td data-label={CATALOGUE_TEXT.event}>{message.event}</Td>
                <Td data-label={CATALOGUE_TEXT.cause}>{message.cause}</Td>
                <Td data-label={CATALOGUE_TEXT.remedy}>{message.remedy}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Wide>
    </PageSection>
  );
}
