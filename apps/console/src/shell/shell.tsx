import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslations } from "use-intl";
import { SessionProvider, sessionQuery } from "../session/index.ts";
import { Failure, Toasts } from "../ui/index.ts";
import { Sidebar, TabsBar } from "./navigation.tsx";

/* Who is signed in already never needs it. */
const SignInPage = lazy(async () => ({ default: (await import("./sign-in-page.tsx")).SignInPage }));

/** Every page: the sign-in page where nobody is signed in, else the navigation and the section. */
export function Shell() {
  const session = useQuery(sessionQuery);
  if (session.isPending) return null;
  return (
    <>
      {session.data ? (
        <SessionProvider value={session.data}>
          <Frame />
        </SessionProvider>
      ) : session.isError ? (
        <Failure error={session.error} onRetry={() => session.refetch()} />
      ) : (
        <Suspense>
          <SignInPage />
        </Suspense>
      )}
      <Toasts />
    </>
  );
}

function Frame() {
  const t = useTranslations("shell");
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t("skip")}
      </a>
      <Sidebar />
      <main className="main" id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <TabsBar />
    </div>
  );
}
