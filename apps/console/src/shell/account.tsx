import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleUser, LogOut, Settings2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { type Session, signOut, useSession } from "../session/index.ts";
import { Button, Dialog } from "../ui/index.ts";
import { Settings } from "./settings.tsx";

/** Who is signed in, and the way out. `isOpen`: the settings are beside it already. */
export function Account({ isOpen = false }: { isOpen?: boolean }) {
  const t = useTranslations("shell");
  const session = useSession();
  const queries = useQueryClient();
  const [isShown, setShown] = useState(false);
  const leave = useMutation({ mutationFn: () => signOut(queries) });
  return (
    <>
      {!isOpen && (
        <Button look="quiet" className="who-button" onPress={() => setShown(true)}>
          <Settings2 size={20} aria-hidden />
          {t("settings")}
        </Button>
      )}
      <Who session={session} />
      {session.role !== "open" && (
        <Button
          look="quiet"
          className="who-button"
          isPending={leave.isPending}
          onPress={() => leave.mutate()}
        >
          <LogOut size={20} aria-hidden />
          {t("signOut")}
        </Button>
      )}
      <Dialog title={t("settings")} isOpen={isShown} onClose={() => setShown(false)}>
        <Settings />
      </Dialog>
    </>
  );
}

function Who({ session }: { session: Session }) {
  const t = useTranslations("shell");
  return (
    <p className="nav-link who-line">
      <CircleUser size={20} aria-hidden />
      <span className="who-name">
        {session.role === "open" ? t("openName") : (session.name ?? t("nameless"))}
        <small>{t(`roles.${session.role}`)}</small>
      </span>
    </p>
  );
}
