import { isHoldfastTransportError } from "@holdfast/client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { client, trpc } from "../holdfast.ts";
import { applyMessage, forgetResource, type Streamed } from "./live-slots.ts";

/** A browser has six connections to a server over HTTP/1.1, for all its windows together: calls need some of them. */
const STREAMS_MAX_HTTP1 = 3;
const STREAMS_MAX = 40;
/** After what a stream that the server refuses is tried again; one that is cut comes back by itself. */
const REFUSED_MILLISECONDS = 30_000;

/** How many streams this page opens at most, by the protocol that it came over. */
function streamsMax(): number {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return /^h[23]/.test(navigation?.nextHopProtocol ?? "") ? STREAMS_MAX : STREAMS_MAX_HTTP1;
}

function subscribeVisibility(onChange: () => void): () => void {
  document.addEventListener("visibilitychange", onChange);
  return () => document.removeEventListener("visibilitychange", onChange);
}

/** Whether somebody may be looking: a window in the background takes no connections from others. */
const useIsVisible = () => useSyncExternalStore(subscribeVisibility, () => !document.hidden);

type Update = (change: (streamed: Streamed) => Streamed) => void;

/** Listens to the slots of a resource until the signal aborts. `onAgain`: the stream was cut, and something may have been missed. */
async function listen(resourceId: string, update: Update, onAgain: () => void, signal: AbortSignal) {
  let isFirst = true;
  while (!signal.aborted) {
    try {
      for await (const message of client.slots.watch({ resourceId }, { signal })) {
        update((streamed) => applyMessage(streamed, resourceId, message));
        if (message.type === "slots" && !isFirst) onAgain();
        isFirst = false;
      }
      return; // the server has said that nothing more comes
    } catch (error) {
      if (isHoldfastTransportError(error) && error.failure === "aborted") return;
      await pause(REFUSED_MILLISECONDS, signal);
    }
  }
}

const pause = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });

/**
 * Listens to the slots of as many of the resources as connections allow, the first ones first.
 * @returns what the streams have told, and whether they tell of all the resources
 */
export function useStreams(resourceIds: readonly string[]): { streamed: Streamed; isComplete: boolean } {
  const queries = useQueryClient();
  const [streamed, setStreamed] = useState<Streamed>(new Map());
  const isVisible = useIsVisible();
  const running = useRef(new Map<string, AbortController>());
  const watched = isVisible ? resourceIds.slice(0, streamsMax()) : [];
  const wanted = watched.join();
  useEffect(() => {
    const ids = new Set(wanted.split(",").filter(Boolean));
    const readAgain = () => queries.invalidateQueries({ queryKey: trpc.slots.list.pathKey() });
    for (const [id, controller] of running.current) {
      if (ids.has(id)) continue;
      controller.abort();
      running.current.delete(id);
      setStreamed((before) => forgetResource(before, id));
    }
    for (const id of ids) {
      if (running.current.has(id)) continue;
      const controller = new AbortController();
      running.current.set(id, controller);
      listen(id, setStreamed, readAgain, controller.signal);
    }
  }, [wanted, queries]);
  useEffect(() => {
    const controllers = running.current;
    return () => {
      for (const controller of controllers.values()) controller.abort();
      controllers.clear();
    };
  }, []);
  return { streamed, isComplete: isVisible && watched.length === resourceIds.length };
}
