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
