import { FormControl, Select, Stack, Text } from "smarthr-ui";
import type { Restoration, RestoredPerson } from "../../contract/opt-outs.ts";
import { dateTimeText } from "../../text/date-time-text.ts";
import { OUTCOME_TEXT, restorationFailureText } from "../../text/opt-out-text.ts";
import { Facts } from "../frame/Facts.tsx";
import { ListPages } from "../frame/ListPages.tsx";
import { PageSection } from "../frame/PageSection.tsx";
import { MessageBox } from "../frame/ProblemMessage.tsx";
import type { ActorNames } from "../session/actor-names.ts";
import { RestoredPeople } from "./OptOutPeople.tsx";
import { type OptOutsAddress, OUTCOME_CHOICES } from "./opt-outs-address.ts";
import { isAtWork, PEOPLE_PER_PAGE } from "./opt-outs-queries.ts";
import { OPT_OUTS_TEXT, peopleCountText, restorationProgressText } from "./opt-outs-text.ts";
import "../runs/runs.css";

type Outcome = NonNullable<OptOutsAddress["outcome"]>;

export interface RestorationViewProps {
  readonly restoration: Restoration;
  /** Whether employees were read again since it ended. */
  readonly synced: boolean;
  readonly actorName: ActorNames;
  /** Undefined until the answer is there, and while people are still being written back. */
  readonly restored: { readonly people: readonly RestoredPerson[]; readonly total: number } | undefined;
  readonly outcome: Outcome | null;
  readonly onOutcome: (outcome: Outcome | null) => void;
  readonly page: number;
  readonly onPage: (page: number) => void;
}

/** How far writing back has come, or how it ended for each person. */
export function RestorationView(props: RestorationViewProps) {
  const { restoration, synced, actorName, restored, outcome, onOutcome, page, onPage } = props;
  const { actor, requestedAt, finishedAt, failure, counts } = restoration;
  const met = OUTCOME_CHOICES.filter((choice) => counts[choice] > 0);
  return (
    <PageSection heading={OPT_OUTS_TEXT.restorationHeading}>
      {isAtWork(restoration) && <Progress restoration={restoration} />}
      {failure && <MessageBox message={restorationFailureText(failure)} />}
      {finishedAt !== null && !failure && (
        <Text role="status">{synced ? OPT_OUTS_TEXT.restoredAndSynced : OPT_OUTS_TEXT.restoredAll}</Text>
      )}
      <Facts
        facts={[
          [OPT_OUTS_TEXT.requestedBy, actorName(actor)],
          [OPT_OUTS_TEXT.requestedAt, dateTimeText(requestedAt)],
          ...(finishedAt === null ? [] : [[OPT_OUTS_TEXT.finishedAt, dateTimeText(finishedAt)] as const]),
          ...met.map((choice) => [OUTCOME_TEXT[choice], peopleCountText(counts[choice])] as const),
        ]}
      />
      {restored && (
        <Stack>
          <FormControl label={OPT_OUTS_TEXT.filter}>
            <Select
              value={outcome ?? ""}
              options={[
                { value: "", label: OPT_OUTS_TEXT.all },
                ...OUTCOME_CHOICES.map((choice) => ({ value: choice, label: OUTCOME_TEXT[choice] })),
              ]}
              onChangeValue={(choice) => onOutcome(choice === "" ? null : choice)}
            />
          </FormControl>
          {restored.people.length === 0 ? (
            <Text role="status">{OPT_OUTS_TEXT.notFound}</Text>
          ) : (
            <RestoredPeople people={restored.people} />
          )}
          <ListPages total={restored.total} page={page} perPage={PEOPLE_PER_PAGE} onPage={onPage} />
        </Stack>
      )}
    </PageSection>
  );
}

function Progress({ restoration: { counts } }: Pick<RestorationViewProps, "restoration">) {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const percent = total === 0 ? 0 : Math.floor((100 * (total - counts.waiting)) / total);
  const text = `${OPT_OUTS_TEXT.restoring} ${restorationProgressText(counts)}`;
  return (
    <Stack gap={0.25}>
      <Text role="status">{text}</Text>
      <div
        className="run-bar"
        role="progressbar"
        aria-label={OPT_OUTS_TEXT.restorationHeading}
        aria-valuetext={text}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <span style={{ width: `${percent}%` }} />
      </div>
    </Stack>
  );
}
