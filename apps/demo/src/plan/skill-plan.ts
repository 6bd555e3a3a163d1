import type { ExecutionTracer, TraceOptions } from "@steptrace/core";
import type { Workplace } from "../workplace/workplace.js";

/** An execution that is to come: a skill with its input. */
export type PlannedExecution = (tracer: ExecutionTracer, options: TraceOptions) => Promise<unknown>;

/** Gives a skill the input of its n-th execution, counted from 0. */
export type SkillPlan = (workplace: Workplace, turn: number) => PlannedExecution;
