import { useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { Button } from "smarthr-ui";
import { signOut } from "../../contract/administrators.ts";
import { ask } from "../ask.ts";
import { useMe } from "../session/me-query.ts";
import { tellOtherTabs } from "../session/other-tabs.ts";
import { useOnePerson } from "../session/use-one-person.ts";
import { FRAME_TEXT } from "./frame-text.ts";
import { lazyPart } from "./lazy-part.tsx";
import { NoticesArea } from "./Notices.tsx";
import { InsideFrame } from "./PageFault.tsx";
import { Waiting } from "./Waited.tsx";

// After the page itself: what waits can wait for a moment.
const WaitingPlans = lazyPart(async () => (await import("../plan/WaitingPlans.tsx")).WaitingPlans);

const MENU = [
  { to: "/", label: FRAME_TEXT.home },
  { to: "/employees", label: FRAME_TEXT.employees },
  { to: "/departments", label: FRAME_TEXT.departments },
  { to: "/runs", label: FRAME_TEXT.runs },
  { to: "/settings", label: FRAME_TEXT.settings },
  { to: "/guide", label: FRAME_TEXT.guide },
] as const;

/** Header, menu and the place for the page, for people who are signed in. */
export function AppFrame() {
  const main = useFocusOnNewPage();
  if (!useOnePerson()) return <Waiting />;
  return (
    <>
      <a className="skip-link" href="#main">
        {FRAME_TEXT.toMain}
      </a>
      <AppHeader />
      <nav className="app-navigation" aria-label={FRAME_TEXT.navigation}>
        <ul>
          {MENU.map(({ to, label }) => (
            <li key={to}>
              <Link to={to} activeOptions={{ exact: to === "/" }} activeProps={{ "aria-current": "page" }}>
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <WaitingPlans />
      <NoticesArea />
      <main id="main" className="app-main" tabIndex={-1} ref={main}>
        <InsideFrame value={true}>
          <Outlet />
        </InsideFrame>
      </main>
    </>
  );
}

function AppHeader() {
  const me = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  async function handleSignOut(): Promise<void> {
    await ask(signOut);
    tellOtherTabs("signed-out");
    queryClient.clear();
    await navigate({ to: "/sign-in" });
  }
  return (
    <header className="app-header">
      <Link to="/" className="app-header-name">
        {FRAME_TEXT.product}
      </Link>
      <span>{me.company.name}</span>
      <div className="app-header-person">
        <span>{me.role === "viewer" ? `${me.name}（${FRAME_TEXT.viewer}）` : me.name}</span>
        <Button size="s" onClick={() => void handleSignOut()}>
          {FRAME_TEXT.signOut}
        </Button>
      </div>
    </header>
  );
}

// A page that was reached by a link begins at its beginning, for the keyboard and for screen readers.
function useFocusOnNewPage() {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const pathBefore = useRef(path);
  useEffect(() => {
    if (pathBefore.current === path) return;
    pathBefore.current = path;
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
}
