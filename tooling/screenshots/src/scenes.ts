import { Client } from "@steptrace/server/client";

/** Failures that are looked at. */
const MOST = 30;

/** What is taken a picture of. */
export interface Scene {
  readonly name: string;
  /** Of the page, without a slash at its beginning. */
  readonly path: string;
}

/** The page on what a demo has recorded: what a newcomer sees first, and where a failure is explained. */
export async function findScenes(url: string): Promise<readonly Scene[]> {
  const client = new Client({ base: `${url}api/v1` });
  const { items } = await client.traces({ status: "failed", limit: MOST });
  const skeletons = await Promise.all(items.map(({ traceId }) => client.trace(traceId)));
  const failed = skeletons.sort((a, b) => b.stepCount - a.stepCount)[0]?.trace;
  if (failed === undefined) throw new Error("nothing failed in the demo");
  const { comparison } = await client.explanation(failed.traceId);
  return [
    { name: "overview", path: "?range=15m" },
    { name: "traces", path: "traces?range=15m" },
    { name: "trace", path: `traces/${failed.traceId}` },
    { name: "failures", path: "failures?range=15m" },
    ...(comparison === undefined
      ? []
      : [{ name: "compare", path: `compare?a=${comparison.a.traceId}&b=${failed.traceId}` }]),
  ];
}
