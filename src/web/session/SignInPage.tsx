import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouteContext, useSearch } from "@tanstack/react-router";
import { SignInForm, signIn } from "../../contract/administrators.ts";
import { ask } from "../ask.ts";
import { FormOf } from "../frame/FormOf.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { TextField } from "../frame/TextField.tsx";
import { useForm } from "../frame/use-form.ts";
import { OutsidePage } from "./OutsidePage.tsx";
import { tellOtherTabs } from "./other-tabs.ts";
import { SESSION_TEXT } from "./session-text.ts";

// M9, M12: where SmartHR leads to. The server answers there, and says where to go on.
const SERVERS_PAGES = "/smarthr/";

/** Address and password; then on to the page that was asked for. */
export function SignInPage() {
  const { next = "/" } = useSearch({ from: "/sign-in" });
  const { leave } = useRouteContext({ from: "/sign-in" });
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return (
    <SignInView
      onSignIn={async (body) => {
        await ask(signIn, { body });
        tellOtherTabs("signed-in");
        // What another person saw in this browser is not for this one.
        queryClient.clear();
        if (next.startsWith(SERVERS_PAGES)) leave(next);
        else await navigate({ to: next });
      }}
    />
  );
}

/** The form, whatever sending it means. */
export function SignInView({
  onSignIn,
}: {
  readonly onSignIn: (typed: { readonly email: string; readonly password: string }) => Promise<void>;
}) {
  const form = useForm({ schema: SignInForm, initial: { email: "", password: "" }, send: onSignIn });
  return (
    <OutsidePage heading={SESSION_TEXT.signIn}>
      <FormOf form={form} submitText={SESSION_TEXT.signIn}>
        <TextField form={form} name="email" label={SESSION_TEXT.email} type="email" autoComplete="username" />
        <TextField
          form={form}
          name="password"
          label={SESSION_TEXT.password}
          type="password"
          autoComplete="current-password"
        />
      </FormOf>
      <div>
        <RouteLink to="/new-password">{SESSION_TEXT.forgotten}</RouteLink>
      </div>
    </OutsidePage>
  );
}
