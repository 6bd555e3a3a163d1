import { cpus } from "node:os";
import { benchCreation } from "./bench-creation.js";
import { benchFinalize } from "./bench-finalize.js";
import { benchGroups } from "./bench-groups.js";
import { benchIdle } from "./bench-idle.js";
import { benchJournal } from "./bench-journal.js";
import { benchQuery } from "./bench-query.js";
import { benchRetention } from "./bench-retention.js";
import { benchLoss } from "./loss/bench-loss.js";
import { benchLists } from "./page/bench-lists.js";
import { benchLive } from "./page/bench-live.js";
import { benchPage } from "./page/bench-page.js";
import { benchSearch } from "./search/bench-search.js";
import { benchSimilar } from "./similar/bench-similar.js";
import { benchStats } from "./stats/bench-stats.js";
import { benchSteps } from "./steps/bench-steps.js";
import { benchThroughput } from "./throughput/bench-throughput.js";
import { benchWriteCost } from "./throughput/bench-write-cost.js";

/** By the name that `npm run bench -- NAME [SCALE]` takes. */
const BENCHES: Readonly<Record<string, (scale: number | undefined) => Promise<void>>> = {
  steps: benchSteps,
  creation: benchCreation,
  finalize: benchFinalize,
  query: benchQuery,
  similar: benchSimilar,
  stats: benchStats,
  groups: benchGroups,
  search: benchSearch,
  idle: benchIdle,
  journal: benchJournal,
  throughput: benchThroughput,
  "write-cost": benchWriteCost,
  loss: benchLoss,
  retention: benchRetention,
  page: benchPage,
  lists: benchLists,
  live: benchLive,
};

const [name = "", scale] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench === undefined) {
  console.error(
    `No bench '${name}': expected one of ${Object.keys(BENCHES).join(", ")}, as in npm run bench -- steps.`,
  );
  process.exitCode = 2;
} else {
  console.log(`Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model ?? "unknown processor"}`);
  await bench(scale === undefined ? undefined : Number(scale));
}
