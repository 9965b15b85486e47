import { useCallback, useSyncExternalStore } from "react";

/** Whether the screen is as a media query says, now. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const list = matchMedia(query);
      list.addEventListener("change", onChange);
      return () => list.removeEventListener("change", onChange);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

/** Whether a panel has room beside the page. */
export const useIsWide = (): boolean => useMedia("(width >= 72rem)");

/** Whether the screen is one of a phone, on which the navigation is at the bottom. */
export const useIsNarrow = (): boolean => useMedia("(width < 56rem)");
