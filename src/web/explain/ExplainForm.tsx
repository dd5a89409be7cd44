import { Base, Button, FormControl, Input, Stack, Text } from "smarthr-ui";
import { EXPLAIN_TEXT } from "./explain-text.ts";

/** Asks who is to be explained. */
export function ExplainForm({
  typed,
  missing = false,
  onType,
  onAsk,
}: {
  readonly typed: string;
  /** Asked without anybody being named. */
  readonly missing?: boolean;
  readonly onType: (text: string) => void;
  readonly onAsk: () => void;
}) {
  return (
    <Base padding={1.5}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onAsk();
        }}
      >
        <Stack>
          <Text>{EXPLAIN_TEXT.about}</Text>
          <FormControl
            label={EXPLAIN_TEXT.person}
            helpMessage={EXPLAIN_TEXT.personHelp}
            errorMessages={missing ? EXPLAIN_TEXT.personMissing : undefined}
          >
            <Input width="100%" value={typed} maxLength={254} onChange={(event) => onType(event.target.value)} />
          </FormControl>
          <div>
            <Button type="submit" variant="primary">
              {EXPLAIN_TEXT.submit}
            </Button>
          </div>
        </Stack>
      </form>
    </Base>
  );
}
