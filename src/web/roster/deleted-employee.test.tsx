// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import type { EmployeeDetail } from "../../contract/employees.ts";
import { openWeb, type WebScene } from "../web-scene.tsx";
import { aDetail } from "./catalogue-roster.ts";
// Fetched when it is opened: on a busy machine that may take longer than a test waits for it.
import "./EmployeePage.tsx";
import { ROSTER_KEYS } from "./roster-queries.ts";

// jsdom has no pages to scroll, and says so each time it is asked to.
window.scrollTo = () => {};
const realFetch = globalThis.fetch;
afterEach(() => {
  cleanup();
  globalThis.fetch = realFetch;
});

const THERE = aDetail();
const DELETED = aDetail({ deletedAt: Date.UTC(2026, 3, 2) });

describe("somebody who was deleted", () => {
  test.each(["/employees/employee-1", "/employees/employee-1?edit=true"])(
    "is shown at %s with what became of them, and nothing to change",
    async (address) => {
      open(address, () => DELETED);

      await screen.findByText("この社員は、削除されています。");
      await screen.findByRole("heading", { name: "変更履歴" });
      expect(screen.queryByRole("button", { name: /編集|削除|保存/ })).toBeNull();
    },
  );

  test("meanwhile takes nothing that was typed from whoever fills in the form", async () => {
    let detail = THERE;
    const { queryClient } = open("/employees/employee-1?edit=true", () => detail);
    fireEvent.change(await screen.findByLabelText("役職"), { target: { value: "部長" } });

    detail = DELETED;
    await queryClient.refetchQueries({ queryKey: ROSTER_KEYS.employee });

    expect((screen.getByLabelText("役職") as HTMLInputElement).value).toBe("部長");
    fireEvent.click(screen.getByRole("button", { name: "キャンセル" }));
    await screen.findByText("この社員は、削除されています。");
  });
});

function open(address: string, detail: () => EmployeeDetail): WebScene {
  const scene = openWeb(address, {
    "GET /api/employees/employee-1": detail,
    "GET /api/departments": () => ({ departments: [] }),
    "GET /api/administrators": () => ({ administrators: [] }),
  });
  render(scene.application);
  return scene;
}
