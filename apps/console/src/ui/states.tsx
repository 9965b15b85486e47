import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Button } from "./button.tsx";
import { useExplain } from "./explain.ts";

/** Stands where rows will be. */
export function SkeletonRows({ count }: { count: number }) {
  const t = useTranslations("common");
  return (
    <div className="rows" role="status" aria-label={t("loading")}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="skeleton skeleton-row" />
      ))}
    </div>
  );
}

interface EmptyProps {
  title: string;
  /** 1 where it is all that the page has. */
  level?: 1 | 2 | 3;
  children?: ReactNode;
}

/** Says that there is nothing, and what to do about it. */
export function Empty({ title, level = 2, children }: EmptyProps) {
  const Heading = `h${level}` as const;
  return (
    <div className="empty">
      <Heading>{title}</Heading>
      {children}
    </div>
  );
}

/** Says what could not be read, and offers another try. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations("common");
  const { text, requestId } = useExplain()(error);
  return (
    <div className="empty" role="alert">
      <p>{text}</p>
      {requestId && (
        <p className="small">
          {t("requestId")} <code>{requestId}</code>
        </p>
      )}
      <Button onPress={onRetry}>{t("retry")}</Button>
    </div>
  );
}

/** What a list has of a query. */
interface Reading {
  isPending: boolean;
  isError: boolean;
  error: unknown;
  data: unknown;
  refetch: () => unknown;
}

interface ListStateProps {
  reading: Reading;
  isEmpty: boolean;
  /** What is said of an empty list, and what to do about it. */
  empty: string;
  emptyHelp: string;
}

/** Stands where a list will be, could not be read, or has nothing in it. */
export function ListState({ reading, isEmpty, empty, emptyHelp }: ListStateProps) {
  if (reading.isPending) return <SkeletonRows count={4} />;
  return (
    <>
      {reading.isError && <Failure error={reading.error} onRetry={() => reading.refetch()} />}
      {reading.data !== undefined && isEmpty && (
        <Empty title={empty}>
          <p>{emptyHelp}</p>
        </Empty>
      )}
    </>
  );
}
