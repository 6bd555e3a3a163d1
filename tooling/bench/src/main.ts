import { benchSteps } from "./steps/bench-steps.js";

/** By the name that `npm run bench -- NAME` takes. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  steps: benchSteps,
};

const [name = ""] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench === undefined) {
  console.error(
    `No bench '${name}': expected one of ${Object.keys(BENCHES).join(", ")}, as in npm run bench -- steps.`,
  );
  process.exitCode = 2;
} else await bench();
