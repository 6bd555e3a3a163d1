import { compressAssets } from "../skills/compress-assets.js";
import type { Workplace } from "../workplace/workplace.js";
import { inTurn } from "./in-turn.js";
import type { PlannedExecution } from "./skill-plan.js";

const SIZES = ["few", "few", "few", "all", "few", "few"] as const;
const FEW = 4;
/** Less than the whole repository needs. */
const SHORT_LIMIT_MS = 250;

/** The skill's input in its n-th turn: now and then more than there is time for. */
export function planCompressAssets(workplace: Workplace, turn: number): PlannedExecution {
  const { root, folders } = workplace;
  if (inTurn(SIZES, turn) === "few") {
    const input = { root, folder: inTurn(folders, turn), count: FEW };
    return (tracer, options) => compressAssets(tracer, input, options);
  }
  const input = { root, folder: ".", count: Number.MAX_SAFE_INTEGER };
  return (tracer, options) => compressAssets(tracer, input, { ...options, timeoutMs: SHORT_LIMIT_MS });
}
