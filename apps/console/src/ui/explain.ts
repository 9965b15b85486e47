import { isHoldfastError, isHoldfastTransportError } from "@holdfast/client";
import { useTranslations } from "use-intl";

/** What went wrong in words, and what whoever runs the server can find it by. */
export interface Explanation {
  text: string;
  requestId: string | null;
}

/** Returns the function that says kindly what went wrong. */
export function useExplain(): (error: unknown) => Explanation {
  const t = useTranslations("errors");
  return (error) => {
    if (isHoldfastError(error)) {
      const { code } = error;
      const requestId = error.requestId || null;
      // The server says what is wrong with a field; that is more than a text of ours could.
      const [issue] = error.issues;
      if (issue && code !== "ANSWERS_MISSING" && code !== "MOVES_REFUSED")
        return { text: t("INVALID_INPUT", { message: issue.message }), requestId };
      return { text: t.has(code as "NO_SEAT") ? t(code as "NO_SEAT") : error.message, requestId };
    }
    if (isHoldfastTransportError(error)) return { text: t("unreachable"), requestId: null };
    return { text: t("unexpected"), requestId: requestIdOf(error) };
  };
}

function requestIdOf(error: unknown): string | null {
  const { requestId } = Object(error) as { requestId?: unknown };
  return typeof requestId === "string" && requestId !== "" ? requestId : null;
}
