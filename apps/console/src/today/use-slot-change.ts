import type { RouterInputs, Slot } from "@holdfast/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client, trpc } from "../holdfast.ts";

type Change = Pick<RouterInputs["slots"]["update"], "closed" | "capacity" | "maxPerContact">;

/** Changes a slot; every list of slots is read again afterwards. */
export function useSlotChange({ id }: Slot) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) => client.slots.update.mutate({ id, ...change }),
    onSettled: () =>
      Promise.all(
        [trpc.slots, trpc.waitlist, trpc.audit].map((noun) =>
          queries.invalidateQueries({ queryKey: noun.pathKey() }),
        ),
      ),
  });
}
