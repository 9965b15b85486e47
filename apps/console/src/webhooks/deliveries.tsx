import type { Delivery } from "@holdfast/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useTranslations } from "use-intl";
import { trpc } from "../holdfast.ts";
import { useFormats } from "../time/index.ts";
import { Button, Failure, SkeletonRows } from "../ui/index.ts";
import { useWebhookChanges } from "./changes.ts";

const PAGE_DELIVERIES = 50;
const REREAD_MILLISECONDS = 5_000;

const LOOKS = { PENDING: "badge-warn", DELIVERED: "badge-ok", FAILED: "badge-danger" } as const;

/** What was sent to a webhook, newest first, with what it answered. */
export function Deliveries({ webhookId, zone }: { webhookId: string; zone: string }) {
  const t = useTranslations("webhooks");
  const { replayOne } = useWebhookChanges(webhookId);
  const deliveries = useInfiniteQuery(
    trpc.webhooks.deliveries.infiniteQueryOptions(
      { id: webhookId, limit: PAGE_DELIVERIES },
      { getNextPageParam: ({ nextCursor }) => nextCursor, refetchInterval: REREAD_MILLISECONDS },
    ),
  );
  if (deliveries.isPending) return <SkeletonRows count={3} />;
  if (deliveries.isError) return <Failure error={deliveries.error} onRetry={() => deliveries.refetch()} />;
  const items = deliveries.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className="muted">{t("noDeliveries")}</p>;
  return (
    <>
      <ul>
        {items.map((delivery) => (
          <li key={delivery.id} className="delivery">
            <DeliveryEntry
              delivery={delivery}
              zone={zone}
              isPending={replayOne.isPending && replayOne.variables === delivery.id}
              onReplay={() => replayOne.mutate(delivery.id)}
            />
          </li>
        ))}
      </ul>
      {deliveries.hasNextPage && (
        <Button isPending={deliveries.isFetchingNextPage} onPress={() => deliveries.fetchNextPage()}>
          {t("moreDeliveries")}
        </Button>
      )}
    </>
  );
}

interface DeliveryEntryProps {
  delivery: Delivery;
  zone: string;
  isPending: boolean;
  onReplay: () => void;
}

function DeliveryEntry({ delivery, zone, isPending, onReplay }: DeliveryEntryProps) {
  const t = useTranslations("webhooks");
  const { dateTime } = useFormats(zone);
  const { type, status, createdAt, nextAttemptAt, attempts } = delivery;
  return (
    <>
      <div className="delivery-head">
        <span>
          <code>{type}</code>
          <small className="muted numbers">{dateTime(createdAt)}</small>
        </span>
        <span className={`badge ${LOOKS[status]}`}>{t(`deliveryStates.${status}`)}</span>
        {status !== "PENDING" && (
          <Button
            look="quiet"
            isIcon
            aria-label={t("replayOf", { type, time: dateTime(createdAt) })}
            isPending={isPending}
            onPress={onReplay}
          >
            <RotateCw size={16} aria-hidden />
          </Button>
        )}
      </div>
      {nextAttemptAt !== null && attempts.length > 0 && (
        <p className="small muted numbers">{t("nextAttempt", { time: dateTime(nextAttemptAt) })}</p>
      )}
      {attempts.length > 0 && (
        <details className="small">
          <summary>{t("attempts", { count: attempts.length })}</summary>
          <ol className="attempts">
            {attempts.map((attempt) => (
              <li key={attempt.at}>
                <span className="numbers">
                  {dateTime(attempt.at)} · {attempt.status ?? attempt.error} ·{" "}
                  {t("duration", { milliseconds: attempt.durationMilliseconds })}
                </span>
                {attempt.answer !== "" && <pre className="answer">{attempt.answer}</pre>}
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}
