import { join } from "node:path";
import { loadConfig } from "../skills/load-config.js";
import type { Workplace } from "../workplace/workplace.js";
import { inTurn } from "./in-turn.js";
import type { PlannedExecution } from "./skill-plan.js";

const OVERRIDES = ["none", "cut off", "none", "none", "missing", "none"] as const;
const MISSING = ["staging.json", "canary.json", "production.json", "local.json"];

/** The skill's input in its n-th turn: the repository's configuration, and sometimes a file that overrides it. */
export function planLoadConfig(workplace: Workplace, turn: number): PlannedExecution {
  const files = [...workplace.configFiles, ...overrides(workplace, turn)];
  return (tracer, options) => loadConfig(tracer, { files }, options);
}

function overrides({ scratch, brokenConfigs }: Workplace, turn: number): readonly string[] {
  switch (inTurn(OVERRIDES, turn)) {
    case "none":
      return [];
    case "cut off":
      return [inTurn(brokenConfigs, turn)];
    case "missing":
      return [join(scratch, inTurn(MISSING, turn))];
  }
}
