import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, extname, join } from "node:path";
import type { Step, Trace } from "@steptrace/core";

const release = join(
  dirname(createRequire(import.meta.url).resolve("speedscope/package.json")),
  "dist/release",
);
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
};
const FILE = /^\/[\w.-]+$/;
const PROFILE = "/trace.json";

/** What is true in its page when it shows a profile: it says the profile's name then, and draws it. */
export const SPEEDSCOPE_SHOWS =
  'document.title.startsWith("many-steps") && document.querySelector("canvas") !== null';

/** A speedscope, served, with a trace as a profile. */
export interface ServedSpeedscope extends AsyncDisposable {
  /** Shows the profile. */
  readonly url: string;
}

/**
 * Serves speedscope with a trace whose steps are nested, as a flame graph.
 *
 * @see https://github.com/jlfwong/speedscope/wiki/Importing-from-custom-sources
 */
export async function serveSpeedscope(trace: Trace): Promise<ServedSpeedscope> {
  const profile = JSON.stringify(profileOf(trace));
  const server = createServer(({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    const file = pathname === "/" ? "/index.html" : pathname;
    response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
    if (file === PROFILE) response.end(profile);
    else if (FILE.test(file))
      createReadStream(join(release, file))
        .on("error", () => response.destroy())
        .pipe(response);
    else response.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${origin}/#profileURL=${encodeURIComponent(origin + PROFILE)}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface ProfileEvent {
  readonly type: "O" | "C";
  readonly frame: number;
  readonly at: number;
}

/** In speedscope's own format. @see https://www.speedscope.app/file-format-schema.json */
function profileOf({ skillName, steps }: Trace): object {
  const names = [...new Set(steps.map(({ name }) => name))];
  const frameOf = new Map(names.map((name, index) => [name, index]));
  const events: ProfileEvent[] = [];
  const open: Step[] = [];
  const closeUntil = (momentUs: number): void => {
    for (let last = open.at(-1); last !== undefined && endOf(last) <= momentUs; last = open.at(-1)) {
      events.push({ type: "C", frame: frameOf.get(last.name) ?? 0, at: endOf(last) });
      open.pop();
    }
  };
  for (const step of steps) {
    closeUntil(step.offsetUs ?? 0);
    events.push({ type: "O", frame: frameOf.get(step.name) ?? 0, at: step.offsetUs ?? 0 });
    open.push(step);
  }
  closeUntil(Number.POSITIVE_INFINITY);
  return {
    $schema: "https://www.speedscope.app/file-format-schema.json",
    name: skillName,
    shared: { frames: names.map((name) => ({ name })) },
    profiles: [
      {
        type: "evented",
        name: skillName,
        unit: "microseconds",
        startValue: 0,
        endValue: events.at(-1)?.at ?? 0,
        events,
      },
    ],
  };
}

function endOf({ offsetUs = 0, durationUs = 0 }: Step): number {
  return offsetUs + durationUs;
}
