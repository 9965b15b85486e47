import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { trpc } from "../holdfast.ts";
import { Empty, Failure, PageHead, SkeletonRows } from "../ui/index.ts";
import "./resources.css";

const PAGE_ITEMS = 100;

/** Doctors and shows. */
export function ResourcesPage() {
  const t = useTranslations("resources");
  return (
    <>
      <PageHead title={t("title")} />
      <Resources />
    </>
  );
}

function Resources() {
  const t = useTranslations("resources");
  const resources = useInfiniteQuery(
    trpc.resources.list.infiniteQueryOptions(
      { limit: PAGE_ITEMS },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  if (resources.isPending) return <SkeletonRows count={6} />;
  if (resources.isError) return <Failure error={resources.error} onRetry={() => resources.refetch()} />;
  const items = resources.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Empty title={t("empty")} />;
  return (
    <ul className="card resources">
      {items.map((resource) => (
        <li key={resource.id} className="resource">
          <strong>{resource.name}</strong>
          <span className="muted">{resource.specialization ?? t(`kinds.${resource.kind}`)}</span>
        </li>
      ))}
    </ul>
  );
}
