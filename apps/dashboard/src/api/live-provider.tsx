import type { LiveEvent } from "@steptrace/server/client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { client as api } from "./client.js";
import { type Live, LiveContext, type LiveListener, type LiveState } from "./live-context.js";
import { featuresQuery } from "./queries.js";
import { refreshOn } from "./refresh-on.js";

const RETRY_MS = 3000;

/** Watches the server's events while they are wanted, tells the components, and has asked again for what has changed. */
export function LiveProvider({
  isWanted,
  children,
}: {
  readonly isWanted: boolean;
  readonly children: ReactNode;
}) {
  const client = useQueryClient();
  const features = useQuery(featuresQuery);
  const source = features.data?.live;
  const listeners = useRef(new Set<LiveListener>());
  const [isOpen, setOpen] = useState<boolean>();
  const isWatched = isWanted && source !== undefined;

  useEffect(() => {
    if (!isWatched) return;
    const refresher = refreshOn(client);
    const onOpen = (isNowOpen: boolean) => {
      setOpen(isNowOpen);
      if (isNowOpen) refresher.opened();
    };
    const stop = watch(onOpen, (events) => {
      for (const listener of listeners.current) listener(events);
      refresher.changed(events);
    });
    return () => {
      stop();
      refresher.stop();
      setOpen(undefined);
    };
  }, [isWatched, client]);

  const listen = useCallback((listener: LiveListener) => {
    listeners.current.add(listener);
    return () => void listeners.current.delete(listener);
  }, []);
  const state = stateOf(isWanted, features.isSuccess, source !== undefined, isOpen);
  const live = useMemo<Live>(() => ({ state, source, listen }), [state, source, listen]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

function stateOf(isWanted: boolean, isKnown: boolean, isThere: boolean, isOpen?: boolean): LiveState {
  if (!isWanted) return "off";
  if (isKnown && !isThere) return "unavailable";
  if (isOpen === undefined) return "connecting";
  return isOpen ? "live" : "lost";
}

/** Keeps a stream open; the browser resumes it by itself, but for one that the server has refused. */
function watch(setOpen: (isOpen: boolean) => void, tell: LiveListener): () => void {
  let stream: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    stream = new EventSource(api.eventsUrl());
    stream.addEventListener("open", () => setOpen(true));
    stream.addEventListener("batch", ({ data }) => tell(JSON.parse(data as string) as readonly LiveEvent[]));
    stream.addEventListener("error", () => {
      setOpen(false);
      if (stream?.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY_MS);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    stream?.close();
  };
}
