import { Button, Cluster, Stack } from "smarthr-ui";
import type { LinkPage } from "../../contract/link.ts";
import { ProblemMessage } from "../frame/ProblemMessage.tsx";
import { useAction } from "../frame/use-action.ts";
import { OtherTenantMessage } from "./OtherTenantMessage.tsx";
import type { LinkActions } from "./settings-actions.ts";
import { LINK_TEXT } from "./settings-text.ts";

/** Somebody came back from another SmartHR account than the company's others: nothing is linked before they say that it is meant. */
export function PendingLink({
  pending,
  onConfirm,
  onDiscard,
}: { readonly pending: NonNullable<LinkPage["pending"]> } & Pick<LinkActions, "onConfirm" | "onDiscard">) {
  const { run, sending, error } = useAction((answer: () => Promise<void>) => answer());

  return (
    <Stack gap={0.75}>
      <ProblemMessage error={error} />
      <OtherTenantMessage {...pending} />
      <Cluster>
        <Button variant="primary" loading={sending} onClick={() => void run(() => onConfirm(pending.subdomain))}>
          {LINK_TEXT.confirmOther}
        </Button>
        <Button loading={sending} onClick={() => void run(onDiscard)}>
          {LINK_TEXT.discardOther}
        </Button>
      </Cluster>
    </Stack>
  );
}
