import { join } from "node:path";
import { indexRepository } from "../skills/index-repository.js";
import type { Workplace } from "../workplace/workplace.js";
import { inTurn } from "./in-turn.js";
import type { PlannedExecution } from "./skill-plan.js";

/** A folder that is not there any more: somebody moved it, and did not tell. */
const MOVED = [
  undefined,
  undefined,
  "packages/legacy",
  undefined,
  undefined,
  undefined,
  undefined,
  "apps/archive",
];

/** The skill's input in its n-th turn: another package each time. */
export function planIndexRepository(workplace: Workplace, turn: number): PlannedExecution {
  const { root, folders, scratch } = workplace;
  const input = {
    root,
    folder: inTurn(MOVED, turn) ?? inTurn(folders, turn),
    indexFile: join(scratch, `index-${turn}.json`),
  };
  return (tracer, options) => indexRepository(tracer, input, options);
}
