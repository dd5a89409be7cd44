import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { fromAddressPart, toMarkedPart } from "../contract/address-part.ts";
import { AskError } from "./ask.ts";
import { explainAddress } from "./explain/explain-address.ts";
import { AppFrame } from "./frame/AppFrame.tsx";
import { PageFault } from "./frame/PageFault.tsx";
import { PageMissing } from "./frame/PageMissing.tsx";
import { Waiting } from "./frame/Waited.tsx";
import { optOutsAddress } from "./opt-outs/opt-outs-address.ts";
import { departmentsAddress } from "./roster/departments-address.ts";
import { employeeAddress } from "./roster/employee-address.ts";
import { employeesAddress, WHOLE_ROSTER } from "./roster/employees-search.ts";
import { pastRosterAddress } from "./roster/past-roster-address.ts";
import {
  departmentQuery,
  departmentsQuery,
  employeeQuery,
  employeesQuery,
  pastDaysQuery,
} from "./roster/roster-queries.ts";
import { runSearch, runsSearch } from "./runs/run-search.ts";
import { meQuery } from "./session/me-query.ts";

/** What pages reach beyond themselves. */
interface PageContext {
  readonly queryClient: QueryClient;
  /** Leaves the application for an address that the server, or SmartHR, answers. */
  readonly leave: (address: string) => void;
}

const root = createRootRouteWithContext<PageContext>()({ component: Outlet });

const signInRoute = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: ({ next }: Record<string, unknown>): { next?: string } => {
    return typeof next === "string" && isOwnPath(next) ? { next } : {};
  },
  component: lazyRouteComponent(() => import("./session/SignInPage.tsx"), "SignInPage"),
});

/** Everything inside is for people who are signed in. */
const frame = createRoute({
  getParentRoute: () => root,
  id: "frame",
  beforeLoad: async ({ context, location }) => {
    try {
      // Asked again when what is known is old: a session ends while its pages are open.
      await context.queryClient.fetchQuery(meQuery);
    } catch (error) {
      if (error instanceof AskError && error.problem.kind === "not-signed-in") {
        throw redirect({ to: "/sign-in", search: { next: location.href } });
      }
      if (context.queryClient.getQueryData(meQuery.queryKey) === undefined) throw error;
    }
  },
  component: AppFrame,
});

const homeRoute = createRoute({
  getParentRoute: () => frame,
  path: "/",
  component: lazyRouteComponent(() => import("./home/HomePage.tsx"), "HomePage"),
});

const employeesRoute = createRoute({
  getParentRoute: () => frame,
  path: "/employees",
  validateSearch: employeesAddress,
  // Asked for while the page's script is still on its way.
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) => {
    void queryClient.prefetchQuery(employeesQuery({ ...WHOLE_ROSTER, ...deps }));
    void queryClient.prefetchQuery(departmentsQuery);
  },
  component: lazyRouteComponent(() => import("./roster/EmployeesPage.tsx"), "EmployeesPage"),
});

const employeeRoute = createRoute({
  getParentRoute: () => frame,
  path: "/employees/$id",
  validateSearch: employeeAddress,
  loader: ({ context: { queryClient }, params: { id } }) => {
    void queryClient.prefetchQuery(employeeQuery(id));
  },
  component: lazyRouteComponent(() => import("./roster/EmployeePage.tsx"), "EmployeePage"),
});

const explainRoute = createRoute({
  getParentRoute: () => frame,
  path: "/employees/explain",
  validateSearch: explainAddress,
  component: lazyRouteComponent(() => import("./explain/ExplainPage.tsx"), "ExplainPage"),
});

const departmentsRoute = createRoute({
  getParentRoute: () => frame,
  path: "/departments",
  validateSearch: departmentsAddress,
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(departmentsQuery);
  },
  component: lazyRouteComponent(() => import("./roster/DepartmentsPage.tsx"), "DepartmentsPage"),
});

const departmentRoute = createRoute({
  getParentRoute: () => frame,
  path: "/departments/$code",
  params: {
    parse: ({ code }) => ({ code: fromAddressPart(code) }),
    stringify: ({ code }) => ({ code: toMarkedPart(code) }),
  },
  loader: ({ context: { queryClient }, params: { code } }) => {
    void queryClient.prefetchQuery(departmentQuery(code));
  },
  component: lazyRouteComponent(() => import("./roster/DepartmentPage.tsx"), "DepartmentPage"),
});

const pastRosterRoute = createRoute({
  getParentRoute: () => frame,
  path: "/past-roster",
  validateSearch: pastRosterAddress,
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(pastDaysQuery);
  },
  component: lazyRouteComponent(() => import("./roster/PastRosterPage.tsx"), "PastRosterPage"),
});

const runsRoute = createRoute({
  getParentRoute: () => frame,
  path: "/runs",
  validateSearch: runsSearch,
  component: lazyRouteComponent(() => import("./runs/RunsPage.tsx"), "RunsPage"),
});

const runRoute = createRoute({
  getParentRoute: () => frame,
  path: "/runs/$id",
  validateSearch: runSearch,
  component: lazyRouteComponent(() => import("./runs/RunPage.tsx"), "RunPage"),
});

const settingsRoute = createRoute({
  getParentRoute: () => frame,
  path: "/settings",
  component: lazyRouteComponent(() => import("./settings/SettingsPage.tsx"), "SettingsPage"),
});

const linkRoute = createRoute({
  getParentRoute: () => frame,
  path: "/settings/smarthr",
  validateSearch: ({ back }: Record<string, unknown>): { back?: string } => (typeof back === "string" ? { back } : {}),
  component: lazyRouteComponent(() => import("./settings/LinkPage.tsx"), "LinkPage"),
});

const administratorsRoute = createRoute({
  getParentRoute: () => frame,
  path: "/settings/administrators",
  component: lazyRouteComponent(() => import("./settings/AdministratorsPage.tsx"), "AdministratorsPage"),
});

const guardsRoute = createRoute({
  getParentRoute: () => frame,
  path: "/settings/guards",
  component: lazyRouteComponent(() => import("./settings/GuardsPage.tsx"), "GuardsPage"),
});

const optOutsRoute = createRoute({
  getParentRoute: () => frame,
  path: "/settings/opt-outs",
  validateSearch: optOutsAddress,
  component: lazyRouteComponent(() => import("./opt-outs/OptOutsPage.tsx"), "OptOutsPage"),
});

const guideRoute = createRoute({
  getParentRoute: () => frame,
  path: "/guide",
  component: lazyRouteComponent(() => import("./guide/GuidePage.tsx"), "GuidePage"),
});

const errorCatalogueRoute = createRoute({
  getParentRoute: () => frame,
  path: "/guide/errors",
  component: lazyRouteComponent(() => import("./guide/ErrorCataloguePage.tsx"), "ErrorCataloguePage"),
});

// Inside the frame, so that the menu is there to go on from.
const missingRoute = createRoute({ getParentRoute: () => frame, path: "$", component: PageMissing });

const invitationRoute = createRoute({
  getParentRoute: () => root,
  path: "/invitations/$token",
  component: lazyRouteComponent(() => import("./session/InvitationPage.tsx"), "InvitationPage"),
});

const newPasswordRoute = createRoute({
  getParentRoute: () => root,
  path: "/new-password",
  component: lazyRouteComponent(() => import("./session/NewPasswordPage.tsx"), "NewPasswordPage"),
});

const routeTree = root.addChildren([
  signInRoute,
  invitationRoute,
  newPasswordRoute,
  frame.addChildren([
    homeRoute,
    employeesRoute,
    employeeRoute,
    explainRoute,
    departmentsRoute,
    departmentRoute,
    pastRosterRoute,
    runsRoute,
    runRoute,
    settingsRoute,
    linkRoute,
    administratorsRoute,
    guardsRoute,
    optOutsRoute,
    guideRoute,
    errorCatalogueRoute,
    missingRoute,
  ]),
]);

/** The pages and their addresses. */
export function createAppRouter(
  queryClient: QueryClient,
  leave: PageContext["leave"] = (address) => location.assign(address),
) {
  return createRouter({
    routeTree,
    context: { queryClient, leave },
    defaultPreload: "intent",
    defaultPendingComponent: Waiting,
    defaultErrorComponent: PageFault,
    defaultNotFoundComponent: PageMissing,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    readonly router: ReturnType<typeof createAppRouter>;
  }
}

// Nobody is sent from the sign-in page to another server.
function isOwnPath(text: string): boolean {
  return text.startsWith("/") && URL.parse(text, "http://own.invalid")?.host === "own.invalid";
}
