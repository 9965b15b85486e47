import type { RouterOutputs } from "@holdfast/client";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { client, trpc } from "../holdfast.ts";
import { useFormats } from "../time/index.ts";
import { Button, ConfirmDialog, ListState, PageHead } from "../ui/index.ts";
import { useZoneOf } from "../venue/index.ts";
import { NewKeyDialog } from "./new-key-dialog.tsx";

type Key = RouterOutputs["keys"]["list"]["items"][number];

const PAGE_KEYS = 100;

/** The keys of members of staff and of programs. */
export function KeysPage() {
  const t = useTranslations("keys");
  const [isNew, setNew] = useState(false);
  const keys = useInfiniteQuery(
    trpc.keys.list.infiniteQueryOptions(
      { limit: PAGE_KEYS },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const items = keys.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHead title={t("title")}>
        <div className="page-head-end">
          <Button look="primary" onPress={() => setNew(true)}>
            <Plus size={18} aria-hidden />
            {t("add")}
          </Button>
        </div>
      </PageHead>
      <div className="list-part">
        <ListState
          reading={keys}
          isEmpty={items.length === 0}
          empty={t("empty")}
          emptyHelp={t("emptyHelp")}
        />
        {items.length > 0 && <KeyList keys={items} />}
        {keys.hasNextPage && (
          <Button isPending={keys.isFetchingNextPage} onPress={() => keys.fetchNextPage()}>
            {t("more")}
          </Button>
        )}
      </div>
      {isNew && <NewKeyDialog onClose={() => setNew(false)} />}
    </>
  );
}

function KeyList({ keys }: { keys: readonly Key[] }) {
  const t = useTranslations("keys");
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Key>();
  const revoke = useMutation({
    mutationFn: (id: string) => client.keys.revoke.mutate({ id }),
    onSuccess: async () => {
      setAsked(undefined);
      await queries.invalidateQueries({ queryKey: trpc.keys.pathKey() });
    },
  });
  return (
    <>
      <ul className="card">
        {keys.map((key) => (
          <li key={key.id} className="list-row">
            <KeyRow apiKey={key} onRevoke={() => setAsked(key)} />
          </li>
        ))}
      </ul>
      <ConfirmDialog
        title={t("revokeTitle")}
        action={t("revoke")}
        isOpen={asked !== undefined}
        isPending={revoke.isPending}
        onConfirm={() => asked && revoke.mutate(asked.id)}
        onClose={() => setAsked(undefined)}
      >
        {t("revokeText", { name: asked?.name ?? "" })}
      </ConfirmDialog>
    </>
  );
}

type State = "valid" | "expired" | "revoked";

const stateOf = ({ revokedAt, expiresAt }: Key): State => {
  if (revokedAt !== null) return "revoked";
  return expiresAt !== null && new Date(expiresAt).getTime() <= Date.now() ? "expired" : "valid";
};

function KeyRow({ apiKey, onRevoke }: { apiKey: Key; onRevoke: () => void }) {
  const t = useTranslations("keys");
  const roles = useTranslations("shell.roles");
  const { dateTime } = useFormats(useZoneOf().zone);
  const { name, role, lastUsedAt, expiresAt } = apiKey;
  const state = stateOf(apiKey);
  return (
    <div className="list-line">
      <span>
        <strong>{name}</strong>
        <small className="muted numbers">
          {lastUsedAt === null ? t("neverUsed") : t("lastUsed", { time: dateTime(lastUsedAt) })}
          {state === "valid" && expiresAt !== null && ` · ${t("expires", { time: dateTime(expiresAt) })}`}
        </small>
      </span>
      <span className={`badge ${role === "admin" ? "badge-accent" : ""}`}>{roles(role)}</span>
      {state === "valid" ? (
        <Button aria-label={t("revokeOf", { name })} onPress={onRevoke}>
          {t("revoke")}
        </Button>
      ) : (
        <span className="badge badge-danger">{t(`states.${state}`)}</span>
      )}
    </div>
  );
}
