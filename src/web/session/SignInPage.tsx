import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { Base, Button, FormControl, Input, Stack } from "smarthr-ui";
import { SignInForm, signIn } from "../../contract/administrators.ts";
import { ask } from "../ask.ts";
import { FRAME_TEXT } from "../frame/frame-text.ts";
import { ProblemMessage } from "../frame/ProblemMessage.tsx";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { useForm } from "../frame/use-form.ts";
import { SESSION_TEXT } from "./session-text.ts";

/** Address and password; then on to the page that was asked for. */
export function SignInPage() {
  const { next } = useSearch({ from: "/sign-in" });
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const form = useForm({
    schema: SignInForm,
    initial: { email: "", password: "" },
    send: async (typed) => {
      await ask(signIn, { body: typed });
      queryClient.clear();
      await navigate({ to: next ?? "/" });
    },
  });
  return (
    <main className="app-main" style={{ maxWidth: 480 }}>
      <Stack>
        <p style={{ margin: 0, fontWeight: "bold", color: "var(--main)" }}>{FRAME_TEXT.product}</p>
        <ScreenHeading>{SESSION_TEXT.signIn}</ScreenHeading>
        <ProblemMessage error={form.error} />
        <Base padding={1.5}>
          <form
            noValidate
            onSubmit={(event: FormEvent) => {
              event.preventDefault();
              void form.submit();
            }}
          >
            <Stack>
              <FormControl label={SESSION_TEXT.email} errorMessages={form.faultOf("email")}>
                <Input
                  type="email"
                  autoComplete="username"
                  width="100%"
                  value={form.values.email}
                  onChange={(event) => form.set("email", event.target.value)}
                />
              </FormControl>
              <FormControl label={SESSION_TEXT.password} errorMessages={form.faultOf("password")}>
                <Input
                  type="password"
                  autoComplete="current-password"
                  width="100%"
                  value={form.values.password}
                  onChange={(event) => form.set("password", event.target.value)}
                />
              </FormControl>
              <Button type="submit" variant="primary" wide loading={form.sending}>
                {SESSION_TEXT.signIn}
              </Button>
            </Stack>
          </form>
        </Base>
      </Stack>
    </main>
  );
}
