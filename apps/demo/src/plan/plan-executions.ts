import type { Workplace } from "../workplace/workplace.js";
import { inTurn } from "./in-turn.js";
import { planCallService } from "./plan-call-service.js";
import { planCompressAssets } from "./plan-compress-assets.js";
import { planIndexRepository } from "./plan-index-repository.js";
import { planLoadConfig } from "./plan-load-config.js";
import { planRunChecks } from "./plan-run-checks.js";
import type { PlannedExecution, SkillPlan } from "./skill-plan.js";

const PLANS: readonly SkillPlan[] = [
  planIndexRepository,
  planCompressAssets,
  planLoadConfig,
  planCallService,
  planRunChecks,
];

/** The executions of the demo: the skills take turns, and the same turn always gets the same input. */
export function planExecutions(count: number, workplace: Workplace): readonly PlannedExecution[] {
  return Array.from({ length: count }, (_, index) => {
    const plan = inTurn(PLANS, index);
    return plan(workplace, Math.floor(index / PLANS.length));
  });
}
