import { AnchorButton, Cluster, Heading, Section, Stack, Text } from "smarthr-ui";
import { downloadErrorFile, type RunDetail } from "../../contract/runs.ts";
import { addressOf } from "../ask.ts";
import { ERROR_FILE_TEXT, errorFileExpiredText, errorFileValidText } from "./runs-text.ts";

/** M23: 「エラーファイル」 of a run, as CSV and for Excel, as long as it can be had. */
export function ErrorFile({ run: { id, errorFile } }: { readonly run: RunDetail }) {
  return (
    <Section>
      <Stack gap={0.5}>
        <Heading type="blockTitle">{ERROR_FILE_TEXT.title}</Heading>
        {errorFile === null ? (
          <Text>{ERROR_FILE_TEXT.none}</Text>
        ) : errorFile.expired ? (
          <Text>{errorFileExpiredText(errorFile.expiresAt)}</Text>
        ) : (
          <>
            <Text>{errorFileValidText(errorFile.expiresAt, errorFile.lineCount)}</Text>
            <Cluster>
              <AnchorButton href={addressOf(downloadErrorFile, { id }, { format: "csv" })} download>
                {ERROR_FILE_TEXT.csv}
              </AnchorButton>
              <AnchorButton href={addressOf(downloadErrorFile, { id }, { format: "xlsx" })} download>
                {ERROR_FILE_TEXT.xlsx}
              </AnchorButton>
            </Cluster>
          </>
        )}
      </Stack>
    </Section>
  );
}
