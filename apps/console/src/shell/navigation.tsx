import { useRouterState } from "@tanstack/react-router";
import { Ellipsis } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { useIsAdmin } from "../session/index.ts";
import { Dialog, Link } from "../ui/index.ts";
import { Account } from "./account.tsx";
import { BAR_SECTIONS, SECTIONS, type Section } from "./sections.ts";
import { Settings } from "./settings.tsx";

/** The sections that the caller may see anything of. */
function useSections(): readonly Section[] {
  const isAdmin = useIsAdmin();
  return SECTIONS.filter((section) => isAdmin || !section.isForAdmins);
}

const ICON_PIXELS = 20;

function NavLinks({ sections }: { sections: readonly Section[] }) {
  const t = useTranslations("shell");
  return (
    <ul className="nav">
      {sections.map(({ id, to, icon: Icon }) => (
        <li key={id}>
          <Link to={to} className="nav-link">
            <Icon size={ICON_PIXELS} aria-hidden />
            {t(`sections.${id}`)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The navigation of a wide screen. */
export function Sidebar() {
  const t = useTranslations("shell");
  return (
    <header className="sidebar">
      <p className="brand">
        <img src={`${import.meta.env.BASE_URL}favicon.svg`} alt="" />
        Holdfast
      </p>
      <nav aria-label={t("navigation")}>
        <NavLinks sections={useSections()} />
      </nav>
      <div className="who">
        <Account />
      </div>
    </header>
  );
}

/** The navigation of a phone: a bar at the bottom, where a thumb is. */
export function TabsBar() {
  const t = useTranslations("shell");
  const [isOpen, setOpen] = useState(false);
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  // Another page closes what lies over it.
  useEffect(() => setOpen(false), [pathname]);
  const sections = useSections();
  return (
    <nav className="tabs-bar" aria-label={t("navigation")}>
      {sections.slice(0, BAR_SECTIONS).map(({ id, to, icon: Icon }) => (
        <Link key={id} to={to} className="tab">
          <Icon size={ICON_PIXELS} aria-hidden />
          {t(`sections.${id}`)}
        </Link>
      ))}
      <button type="button" className="tab" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Ellipsis size={ICON_PIXELS} aria-hidden />
        {t("more")}
      </button>
      <Dialog title={t("more")} isOpen={isOpen} onClose={() => setOpen(false)}>
        <nav aria-label={t("more")}>
          <NavLinks sections={sections.slice(BAR_SECTIONS)} />
        </nav>
        <Settings />
        <Account isOpen />
      </Dialog>
    </nav>
  );
}
