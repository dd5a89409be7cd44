// @vitest-environment jsdom
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { IntlProvider } from "smarthr-ui";
import { afterEach, describe, expect, test } from "vitest";
import { AskError } from "../ask.ts";
import { FRAME_TEXT } from "./frame-text.ts";
import { Waited } from "./Waited.tsx";

afterEach(cleanup);

describe("an answer that cannot be had anew", () => {
  test("stays in sight, with what went wrong above it", async () => {
    const queryClient = new QueryClient();
    queryClient.setQueryData(["answer"], "前の内容");

    showAnswer(queryClient, () => Promise.reject(new AskError({ kind: "no-answer" })));

    await screen.findByText("ミキワメから応答がありませんでした。");
    expect(screen.queryByText("前の内容")).not.toBeNull();
  });
});

describe("an answer that was never there", () => {
  test.each([
    ["no-answer", true],
    ["not-permitted", false],
    ["not-found", false],
    ["invitation-over", false],
  ] as const)("%s: whether it is worth asking again: %s", async (kind, worth) => {
    showAnswer(new QueryClient(), () => Promise.reject(new AskError({ kind })));

    await screen.findByRole("alert");
    expect(screen.queryByRole("button", { name: FRAME_TEXT.again }) !== null).toBe(worth);
  });
});

function showAnswer(queryClient: QueryClient, answer: () => Promise<string>): void {
  function Shown() {
    const query = useQuery({ queryKey: ["answer"], queryFn: answer, retry: false });
    return <Waited query={query}>{(text) => <p>{text}</p>}</Waited>;
  }
  render(inFrame(queryClient, <Shown />));
}

function inFrame(queryClient: QueryClient, children: React.ReactNode) {
  return (
    <IntlProvider locale="ja">
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </IntlProvider>
  );
}
