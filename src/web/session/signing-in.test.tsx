// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { createTheme, IntlProvider, ThemeProvider } from "smarthr-ui";
import { afterEach, describe, expect, test } from "vitest";
import { CATALOGUE_ME } from "../catalogue/catalogue-me.ts";
import { NoticesProvider } from "../frame/Notices.tsx";
import { createAppRouter } from "../router.tsx";

// jsdom has no pages to scroll, and says so each time it is asked to.
window.scrollTo = () => {};
const realFetch = globalThis.fetch;
afterEach(() => {
  cleanup();
  globalThis.fetch = realFetch;
});

interface Visit {
  /** Where the browser was sent by the application, to be answered by the server. */
  readonly left: readonly string[];
  readonly queryClient: QueryClient;
  /** From now on the server knows nobody in this browser. */
  expire(): void;
}

/** The whole application at that address, with a server on which nobody is signed in before the password came. */
function open(address: string, { signedIn = false } = {}): Visit {
  let known = signedIn;
  const left: string[] = [];
  globalThis.fetch = async (input) => {
    const { pathname } = new URL(String(input), "http://localhost");
    if (pathname === "/api/sign-in") {
      known = true;
      return new Response(null, { status: 204 });
    }
    if (!known) return Response.json({ problem: { kind: "not-signed-in" } }, { status: 401 });
    if (pathname === "/api/me") return Response.json(CATALOGUE_ME);
    if (pathname === "/api/runs") return Response.json({ runs: [], total: 0, page: 1, perPage: 50 });
    return Response.json({ problem: { kind: "not-found" } }, { status: 404 });
  };
  window.history.pushState({}, "", address);
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <IntlProvider locale="ja">
      <ThemeProvider theme={createTheme()}>
        <QueryClientProvider client={queryClient}>
          <NoticesProvider>
            <RouterProvider router={createAppRouter(queryClient, (place) => left.push(place))} />
          </NoticesProvider>
        </QueryClientProvider>
      </ThemeProvider>
    </IntlProvider>,
  );
  return {
    left,
    queryClient,
    expire: () => {
      known = false;
    },
  };
}

async function signIn(): Promise<void> {
  fireEvent.change(await screen.findByLabelText("メールアドレス"), { target: { value: "admin@example.com" } });
  fireEvent.change(screen.getByLabelText("パスワード"), { target: { value: "mikiwame-demo" } });
  fireEvent.click(screen.getByRole("button", { name: "ログイン" }));
}

describe("M9, M12: signing in on the way", () => {
  test.each(["/smarthr/launch?subdomain=acme", "/smarthr/callback?code=one&state=two"])(
    "%s is answered by the server afterwards, as it was on the way there",
    async (place) => {
      const { left } = open(`/sign-in?next=${encodeURIComponent(place)}`);

      await signIn();

      await waitFor(() => expect(left).toEqual([place]));
    },
  );

  test("a page of the product is opened afterwards, with what its address asks for", async () => {
    const { left } = open("/runs?page=2");

    await signIn();

    await screen.findByRole("heading", { name: "処理一覧" });
    expect([location.pathname + location.search, left]).toEqual(["/runs?page=2", []]);
  });
});

describe("a session that ended", () => {
  test("leads to the sign-in page when the next page is opened, and on to that page afterwards", async () => {
    const { expire, queryClient } = open("/guide", { signedIn: true });
    await screen.findByRole("heading", { name: "使い方" });

    expire();
    queryClient.setQueryData(["me"], CATALOGUE_ME, { updatedAt: Date.now() - 3_600_000 });
    fireEvent.click(screen.getByRole("link", { name: "処理一覧" }));
    await signIn();

    await screen.findByRole("heading", { name: "処理一覧" });
  });

  test("is said where something was asked in vain, with a way to sign in that leaves the page as it is", async () => {
    const { expire } = open("/guide", { signedIn: true });
    await screen.findByRole("heading", { name: "使い方" });

    expire();
    fireEvent.click(screen.getByRole("link", { name: "処理一覧" }));

    const way = await screen.findByRole("link", { name: /^ログイン画面を開く/ });
    expect([way.getAttribute("href"), way.getAttribute("target")]).toEqual(["/sign-in?next=%2Fruns", "_blank"]);
  });

  test("is said above what was there, when that cannot be read anew", async () => {
    const { expire, queryClient } = open("/runs", { signedIn: true });
    await screen.findByText("処理はまだありません。");

    expire();
    await queryClient.refetchQueries({ queryKey: ["runs"] });

    await screen.findByRole("link", { name: /^ログイン画面を開く/ });
    expect(screen.queryByText("処理はまだありません。")).not.toBeNull();
  });
});
