// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { CATALOGUE_ME } from "../catalogue/catalogue-me.ts";
import { openWeb, Refused } from "../web-scene.tsx";

// jsdom has no pages to scroll, and says so each time it is asked to.
window.scrollTo = () => {};
const realFetch = globalThis.fetch;
afterEach(() => {
  cleanup();
  globalThis.fetch = realFetch;
});

/** The application at that address; `expire` lets the server know nobody in this browser any more. */
function open(address: string, { signedIn = false } = {}) {
  let known = signedIn;
  const asKnown = (answer: unknown) => () => (known ? answer : new Refused({ kind: "not-signed-in" }));
  const scene = openWeb(address, {
    "POST /api/sign-in": () => {
      known = true;
      return null;
    },
    "GET /api/me": asKnown(CATALOGUE_ME),
    "GET /api/runs": asKnown({ runs: [], severalAccounts: false, total: 0, page: 1, perPage: 50 }),
  });
  render(scene.application);
  return {
    ...scene,
    expire: () => {
      known = false;
    },
  };
}

function tell(newValue: string): void {
  fireEvent(window, new StorageEvent("storage", { key: "mikiwame-session", newValue }));
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

describe("somebody else signs in, in another tab", () => {
  const OTHER = { ...CATALOGUE_ME, administratorId: "another", name: "山田 花子" };

  test.each([
    ["as soon as that tab tells", () => tell("signed-in")],
    ["as soon as this one is looked at", () => fireEvent.focus(window)],
  ])("what the first one saw is shown no longer, %s", async (_, notice) => {
    let me = CATALOGUE_ME;
    const scene = openWeb("/runs?page=2", {
      "GET /api/me": () => me,
      "GET /api/runs": () => ({ runs: [], severalAccounts: false, total: 0, page: 1, perPage: 50 }),
    });
    render(scene.application);
    await screen.findByRole("heading", { name: "処理一覧" });

    me = OTHER;
    notice();

    await waitFor(() => expect(scene.left).toEqual(["/runs?page=2"]));
    expect(screen.queryByRole("heading", { name: "処理一覧" })).toBeNull();
  });

  test("whoever signs out there has signed out here", async () => {
    const { left } = open("/guide", { signedIn: true });
    await screen.findByRole("heading", { name: "使い方" });

    tell("signed-out");

    await waitFor(() => expect(left).toEqual(["/guide"]));
  });

  test("the same person goes on where they were", async () => {
    const { left, asked } = open("/guide", { signedIn: true });
    await screen.findByRole("heading", { name: "使い方" });
    const before = asked.length;

    tell("signed-in");

    await waitFor(() => expect(asked.slice(before)).toContain("GET /api/me"));
    expect([left, screen.queryByRole("heading", { name: "使い方" }) === null]).toEqual([[], false]);
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
