import type { ReactNode } from "react";
import { Stack } from "smarthr-ui";
import { RouteLink } from "../frame/RouteLink.tsx";
import { SETTINGS_TEXT } from "./settings-text.ts";

/** The way back above the heading of a page that 「設定」 leads to. */
export function BackToSettings({ children }: { readonly children: ReactNode }) {
  return (
    <Stack gap={0.5}>
      <div>
        <RouteLink to="/settings">{SETTINGS_TEXT.back}</RouteLink>
      </div>
      {children}
    </Stack>
  );
}
