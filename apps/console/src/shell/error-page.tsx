import type { ErrorComponentProps } from "@tanstack/react-router";
import { Failure } from "../ui/index.ts";

/** A page that broke, or whose script did not arrive. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  return <Failure error={error} onRetry={reset} />;
}
