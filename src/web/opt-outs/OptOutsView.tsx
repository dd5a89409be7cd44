import type { ReactNode } from "react";
import { Base, FormControl, Input, Stack, Text, TextLink } from "smarthr-ui";
import type { Me } from "../../contract/me.ts";
import type { OptOuts } from "../../contract/opt-outs.ts";
import { dateTimeText } from "../../text/date-time-text.ts";
import { ConfirmButton } from "../frame/ConfirmButton.tsx";
import { Facts } from "../frame/Facts.tsx";
import { ListPages } from "../frame/ListPages.tsx";
import { PageSection } from "../frame/PageSection.tsx";
import { MessageBox } from "../frame/ProblemMessage.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { BackToSettings } from "../settings/BackToSettings.tsx";
import { type Choosing, OptOutPeople } from "./OptOutPeople.tsx";
import { isAtWork, PEOPLE_PER_PAGE } from "./opt-outs-queries.ts";
import { chosenText, fieldMessage, OPT_OUTS_TEXT, peopleCountText } from "./opt-outs-text.ts";

export interface OptOutsViewProps {
  readonly optOuts: OptOuts;
  readonly me: Me;
  readonly page: number;
  readonly onPage: (page: number) => void;
  /** What is in the search field, also while the typing goes on. */
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly choosing: Choosing;
  readonly onRemake: () => Promise<void>;
  readonly onRestore: () => Promise<void>;
  /** How people are being written back, or were. */
  readonly restoration: ReactNode;
}

/** M35: whom the opt-out field kept out of the roster, why syncing stopped, and both steps of the way back. */
export function OptOutsView(props: OptOutsViewProps) {
  const { optOuts, me } = props;
  return (
    <Stack gap={2}>
      <BackToSettings>
        <ScreenHeading>{OPT_OUTS_TEXT.heading}</ScreenHeading>
      </BackToSettings>
      <Text>{OPT_OUTS_TEXT.about}</Text>
      <FieldSection optOuts={optOuts} me={me} onRemake={props.onRemake} />
      {props.restoration}
      {optOuts.readAt !== null && <PeopleSection {...props} />}
    </Stack>
  );
}

function FieldSection({ optOuts, me, onRemake }: Pick<OptOutsViewProps, "optOuts" | "me" | "onRemake">) {
  const { failure, tenantUrl, readAt, rememberedCount } = optOuts;
  const message = failure && fieldMessage(failure);
  return (
    <PageSection heading={OPT_OUTS_TEXT.state}>
      {message ? <MessageBox message={message} /> : readAt !== null && <Text>{OPT_OUTS_TEXT.inOrder}</Text>}
      {readAt === null && <Text>{OPT_OUTS_TEXT.never}</Text>}
      {(tenantUrl !== null || readAt !== null) && (
        <Facts
          facts={[
            ...(tenantUrl === null
              ? []
              : [[OPT_OUTS_TEXT.account, <Account key="account" url={tenantUrl} />] as const]),
            ...(readAt === null
              ? []
              : [
                  [OPT_OUTS_TEXT.readAt, dateTimeText(readAt)] as const,
                  [OPT_OUTS_TEXT.count, peopleCountText(rememberedCount)] as const,
                ]),
          ]}
        />
      )}
      <WhoMay me={me} />
      {mayWrite(me) && failure?.kind === "opt-out-field-missing" && (
        <div>
          <ConfirmButton
            label={OPT_OUTS_TEXT.remake}
            title={OPT_OUTS_TEXT.remakeTitle}
            actionText={OPT_OUTS_TEXT.remake}
            onConfirm={onRemake}
          >
            <Lines lines={OPT_OUTS_TEXT.remakeLines} />
          </ConfirmButton>
        </div>
      )}
    </PageSection>
  );
}

function PeopleSection({ optOuts, me, page, onPage, typed, onType, choosing, onRestore }: OptOutsViewProps) {
  const { people, total, rememberedCount, restoration, failure } = optOuts;
  if (rememberedCount === 0) {
    return (
      <PageSection heading={OPT_OUTS_TEXT.list}>
        <Text>{OPT_OUTS_TEXT.nobody}</Text>
      </PageSection>
    );
  }
  // While it is lost there is nothing to write into.
  const mayRestore = mayWrite(me) && failure?.kind !== "opt-out-field-missing" && !isAtWork(restoration);
  const chosenCount = rememberedCount - choosing.except.size;
  return (
    <PageSection heading={OPT_OUTS_TEXT.list}>
      <Base padding={1} role="search">
        <FormControl label={OPT_OUTS_TEXT.search} helpMessage={OPT_OUTS_TEXT.searchHelp}>
          <Input type="search" width="100%" value={typed} onChange={(event) => onType(event.target.value)} />
        </FormControl>
      </Base>
      {mayRestore && <Text>{OPT_OUTS_TEXT.restoreAbout}</Text>}
      {people.length === 0 ? (
        <Text role="status">{OPT_OUTS_TEXT.notFound}</Text>
      ) : (
        <OptOutPeople people={people} choosing={mayRestore ? choosing : null} />
      )}
      <ListPages total={total} page={page} perPage={PEOPLE_PER_PAGE} onPage={onPage} />
      {mayRestore && (
        <Stack gap={0.5}>
          <Text role="status">{chosenText(chosenCount)}</Text>
          <div className="opt-out-action">
            <ConfirmButton
              label={OPT_OUTS_TEXT.restore}
              title={OPT_OUTS_TEXT.restoreTitle}
              actionText={OPT_OUTS_TEXT.restore}
              onConfirm={onRestore}
            >
              <Text weight="bold">{chosenText(chosenCount)}</Text>
              <Lines lines={OPT_OUTS_TEXT.restoreLines} />
            </ConfirmButton>
          </div>
        </Stack>
      )}
    </PageSection>
  );
}

function WhoMay({ me }: { readonly me: Me }) {
  if (me.role === "viewer") return <Text>{OPT_OUTS_TEXT.viewerAbout}</Text>;
  if (mayWrite(me)) return null;
  return (
    <Stack gap={0.25}>
      <Text>{OPT_OUTS_TEXT.linkFirst}</Text>
      <div>
        <RouteLink to="/settings/smarthr">{OPT_OUTS_TEXT.toLink}</RouteLink>
      </div>
    </Stack>
  );
}

/** Both steps are taken by the administrator's own link (M31). */
function mayWrite({ role, link }: Me): boolean {
  return role === "administrator" && link.kind === "linked";
}

function Account({ url }: { readonly url: string }) {
  return (
    <TextLink href={url} target="_blank">
      {url}
    </TextLink>
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <Stack gap={0.5}>
      {lines.map((line) => (
        <Text key={line}>{line}</Text>
      ))}
    </Stack>
  );
}
