import { type RefObject, useCallback, useEffect, useRef } from "react";

/**
 * Reports the resources whose columns are on the screen, from left to right, whenever that changes.
 * @returns the ref of each column, whose `data-resource` names its resource
 */
export function useSeenColumns(
  scroller: RefObject<HTMLElement | null>,
  onSeen: (resourceIds: string[]) => void,
): (column: HTMLElement | null) => (() => void) | undefined {
  const observer = useRef<IntersectionObserver>(undefined);
  const columns = useRef(new Set<HTMLElement>());
  const seen = useRef(new Set<Element>());
  useEffect(() => {
    const created = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) seen.current.add(target);
          else seen.current.delete(target);
        }
        const inOrder = [...columns.current]
          .filter((column) => seen.current.has(column))
          .sort((first, second) => first.offsetLeft - second.offsetLeft);
        onSeen(inOrder.map((column) => column.dataset["resource"] ?? ""));
      },
      { root: scroller.current },
    );
    observer.current = created;
    for (const column of columns.current) created.observe(column);
    return () => created.disconnect();
  }, [scroller, onSeen]);
  return useCallback((column) => {
    if (!column) return undefined;
    columns.current.add(column);
    observer.current?.observe(column);
    return () => {
      columns.current.delete(column);
      seen.current.delete(column);
      observer.current?.unobserve(column);
    };
  }, []);
}
