import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { NotificationBar } from "smarthr-ui";

/** What is said at the top of the page after something was done, until it is closed or the next thing is said. */
export interface Notice {
  readonly type: "success" | "info" | "warning" | "error";
  readonly text: ReactNode;
}

interface Notices {
  readonly say: (notice: Notice) => void;
  readonly clear: () => void;
}

const NoticesContext = createContext<Notices>({ say: () => {}, clear: () => {} });
const NoticeContext = createContext<Notice | null>(null);

/** Keeps what was said last, for everything inside. */
export function NoticesProvider({ children }: { readonly children: ReactNode }) {
  const [notice, setNotice] = useState<Notice | null>(null);
  const say = useCallback((said: Notice) => setNotice(said), []);
  const clear = useCallback(() => setNotice(null), []);
  const notices = useMemo(() => ({ say, clear }), [say, clear]);
  return (
    <NoticesContext value={notices}>
      <NoticeContext value={notice}>{children}</NoticeContext>
    </NoticesContext>
  );
}

/** Says something at the top of the page. */
export function useNotices(): Notices {
  return useContext(NoticesContext);
}

/** Where notices appear; screen readers are told at once. */
export function NoticesArea() {
  const notice = useContext(NoticeContext);
  const { clear } = useNotices();
  return (
    <div className="notices" aria-live="polite">
      {notice && (
        <NotificationBar
          type={notice.type}
          base="base"
          onClose={clear}
          role={notice.type === "error" ? "alert" : "status"}
        >
          {notice.text}
        </NotificationBar>
      )}
    </div>
  );
}
