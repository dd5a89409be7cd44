import type { Page } from "playwright-core";
import { beforeEach, onTestFailed } from "vitest";
import { keepPicture } from "./browser.ts";

/** Keeps what the person saw when a test of this file, or of this `describe`, goes wrong. */
export function keepPictureOfFailure(pageOf: () => Page): void {
  beforeEach(() => onTestFailed(({ task }) => keepPicture(pageOf(), `failed ${task.name.slice(0, 60)}`)));
}
