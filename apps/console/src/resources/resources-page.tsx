import type { Resource } from "@holdfast/client";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useIsAdmin } from "../session/index.ts";
import { Button, Empty, Failure, Link, PageHead, SearchField, SkeletonRows } from "../ui/index.ts";
import { DemoOffer, useResources } from "../venue/index.ts";
import { ResourceDialog } from "./resource-dialog.tsx";
import { ResourcePanel } from "./resource-panel.tsx";
import "./resources.css";

/** Doctors and shows, and their times. */
export function ResourcesPage() {
  const t = useTranslations("resources");
  const isAdmin = useIsAdmin();
  const [isNew, setNew] = useState(false);
  const { resource: openId } = useSearch({ from: "/resources" });
  const navigate = useNavigate({ from: "/resources" });
  const resources = useResources();
  const open = resources.data?.find(({ id }) => id === openId);
  return (
    <>
      <PageHead title={t("title")}>
        {isAdmin && (
          <div className="page-head-end">
            <Button look="primary" onPress={() => setNew(true)}>
              <Plus size={18} aria-hidden />
              {t("add")}
            </Button>
          </div>
        )}
      </PageHead>
      <div className="with-panel">
        {resources.isPending && <SkeletonRows count={6} />}
        {resources.isError && <Failure error={resources.error} onRetry={() => resources.refetch()} />}
        {resources.data && <ResourceLists resources={resources.data} openId={openId} />}
        {open && (
          <ResourcePanel
            key={open.id}
            resource={open}
            onClose={() => navigate({ search: {}, replace: true })}
          />
        )}
      </div>
      {isNew && (
        <ResourceDialog
          onClose={() => setNew(false)}
          onSaved={({ id }) => navigate({ search: { resource: id } })}
        />
      )}
    </>
  );
}

interface ResourceListsProps {
  resources: readonly Resource[];
  openId: string | undefined;
}

const KINDS = ["doctor", "show"] as const;
/** From here on a list is too long to look through. */
const SEARCHED_RESOURCES = 10;

function ResourceLists({ resources, openId }: ResourceListsProps) {
  const t = useTranslations("resources");
  const [sought, setSought] = useState("");
  if (resources.length === 0) {
    return (
      <Empty title={t("empty")}>
        <p>{t("emptyHelp")}</p>
        <DemoOffer />
      </Empty>
    );
  }
  const found = resources.filter(({ name }) => name.toLowerCase().includes(sought.trim().toLowerCase()));
  return (
    <div className="resource-lists">
      {resources.length > SEARCHED_RESOURCES && (
        <SearchField label={t("search")} help={t("search")} value={sought} onChange={setSought} />
      )}
      {found.length === 0 && <p className="muted">{t("nothingFits")}</p>}
      {KINDS.map((kind) => (
        <ResourceList
          key={kind}
          title={t(`kindsPlural.${kind}`)}
          resources={found.filter((resource) => resource.kind === kind && resource.archivedAt === null)}
          openId={openId}
        />
      ))}
      <ResourceList
        title={t("archived")}
        resources={found.filter(({ archivedAt }) => archivedAt !== null)}
        openId={openId}
      />
    </div>
  );
}

function ResourceList({ title, resources, openId }: ResourceListsProps & { title: string }) {
  if (resources.length === 0) return null;
  const sorted = resources.toSorted((first, second) => first.name.localeCompare(second.name));
  return (
    <section>
      <h2 className="list-title">
        {title} <span className="muted numbers">{resources.length}</span>
      </h2>
      <ul className="card">
        {sorted.map((resource) => (
          <li key={resource.id} className="resource">
            <Link
              from="/resources"
              to="/resources"
              search={{ resource: resource.id }}
              className="resource-link"
              preload={false}
              data-open={resource.id === openId || undefined}
            >
              <strong>{resource.name}</strong>
              <span className="muted">{resource.specialization}</span>
              <span className="muted small">{resource.timeZone?.replaceAll("_", " ")}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
