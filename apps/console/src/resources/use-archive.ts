import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client, trpc } from "../holdfast.ts";
import { resourcesQuery } from "../venue/index.ts";

/** Archives a doctor or a show, or undoes that. */
export function useArchive(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (archived: boolean) => client.resources.update.mutate({ id, archived }),
    onSuccess: async (saved) => {
      queries.setQueryData(resourcesQuery.queryKey, (known) =>
        known?.map((resource) => (resource.id === saved.id ? saved : resource)),
      );
      await Promise.all(
        [trpc.resources, trpc.audit, trpc.slots].map((noun) =>
          queries.invalidateQueries({ queryKey: noun.pathKey() }),
        ),
      );
    },
  });
}
