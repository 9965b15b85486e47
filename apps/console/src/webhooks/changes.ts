import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client, trpc } from "../holdfast.ts";

/** What can be done with a webhook; each reads the lists anew. */
export function useWebhookChanges(id: string) {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: trpc.webhooks.pathKey() });
  return {
    update: useMutation({
      mutationFn: (active: boolean) => client.webhooks.update.mutate({ id, active }),
      onSuccess,
    }),
    ping: useMutation({ mutationFn: () => client.webhooks.ping.mutate({ id }), onSuccess }),
    rotate: useMutation({ mutationFn: () => client.webhooks.rotate.mutate({ id }), onSuccess }),
    remove: useMutation({ mutationFn: () => client.webhooks.delete.mutate({ id }), onSuccess }),
    replay: useMutation({
      mutationFn: (range: { from: string; until?: string; status?: "FAILED" | "DELIVERED" }) =>
        client.webhooks.replay.mutate({ id, ...range }),
      onSuccess,
    }),
    replayOne: useMutation({
      mutationFn: (delivery: string) => client.webhooks.replayDelivery.mutate({ id: delivery }),
      onSuccess,
    }),
  };
}
