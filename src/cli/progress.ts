import { Presets, SingleBar } from "cli-progress";
import type { ReadingProgress } from "../app/read-source.ts";
import { PROGRESS_FORMAT } from "../text/command-text.ts";
import type { Shell } from "./shell.ts";

/** A bar that grows while a person looks on; nothing at all where nobody does. */
export function showProgress({ messages, columns }: Pick<Shell, "messages" | "columns">): {
  show(progress: ReadingProgress): void;
  end(): void;
} {
  if (columns === null) return { show() {}, end() {} };
  const bar = new SingleBar(
    { format: PROGRESS_FORMAT, stream: messages as NodeJS.WriteStream, clearOnComplete: true, hideCursor: true },
    Presets.shades_classic,
  );
  let begun = false;
  return {
    show({ read, total }) {
      if (!begun) bar.start(total, read);
      begun = true;
      // A list that changed is read again from its beginning.
      bar.setTotal(total);
      bar.update(read);
    },
    end() {
      if (begun) bar.stop();
      begun = false;
    },
  };
}
