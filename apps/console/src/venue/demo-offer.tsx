import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useIsAdmin } from "../session/index.ts";
import { Button, tellError } from "../ui/index.ts";

/** Has the server make its demo data, as the button on the visitors' first page does. */
async function makeDemo(): Promise<void> {
  const response = await fetch("/demo", { method: "POST", body: new URLSearchParams() });
  if (response.ok) return;
  const requestId = response.headers.get("X-Request-Id") ?? "";
  throw Object.assign(new Error(`the server answered ${response.status}`), { requestId });
}

/** Where there is nothing yet, administrators may look around in demo data. */
export function DemoOffer() {
  const t = useTranslations("demo");
  const isAdmin = useIsAdmin();
  const queries = useQueryClient();
  const demo = useMutation({
    mutationFn: makeDemo,
    onSuccess: () => queries.invalidateQueries(),
    onError: tellError,
  });
  if (!isAdmin) return null;
  return (
    <Button isPending={demo.isPending} onPress={() => demo.mutate()}>
      {t("make")}
    </Button>
  );
}
