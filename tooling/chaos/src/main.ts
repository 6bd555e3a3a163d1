import { parseArgs } from "node:util";
import { soak } from "./soak/soak.js";

const DEFAULT_MINUTES = 10;
const MS_PER_MINUTE = 60_000;
const SEEDS = 2 ** 31;
const MOST_VIOLATIONS = 50;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: "string" } },
});
const minutes = Number(positionals[0] ?? DEFAULT_MINUTES);
const seed = Number(values.seed ?? Math.floor(Math.random() * SEEDS));
if (!(minutes > 0) || !Number.isSafeInteger(seed)) {
  console.error("Expected npm run soak -- [MINUTES] [--seed INTEGER], as in npm run soak -- 10 --seed 42.");
  process.exitCode = 2;
} else {
  console.log(`Soak of ${minutes} minutes, seed ${seed}`);
  const violations = await soak({ durationMs: minutes * MS_PER_MINUTE, seed, print: console.log });
  for (const violation of violations.slice(0, MOST_VIOLATIONS)) console.log(violation);
  console.log(
    violations.length === 0
      ? "The ledger balances."
      : `The ledger does not balance: ${violations.length} violations. Again with --seed ${seed}.`,
  );
  process.exitCode = violations.length === 0 ? 0 : 1;
}
