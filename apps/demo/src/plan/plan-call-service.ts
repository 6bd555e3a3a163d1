import { callService } from "../skills/call-service.js";
import type { Workplace } from "../workplace/workplace.js";
import { inTurn } from "./in-turn.js";
import type { PlannedExecution } from "./skill-plan.js";

const CONDITIONS = ["up", "down", "up", "moved", "down", "silent"] as const;
const SHORT_LIMIT_MS = 300;

/** The skill's input in its n-th turn: a service in one condition or another. */
export function planCallService(workplace: Workplace, turn: number): PlannedExecution {
  const { service, silentService, deadServices } = workplace;
  const dead = inTurn(deadServices, turn);
  switch (inTurn(CONDITIONS, turn)) {
    case "up":
      return (tracer, options) => callService(tracer, { addresses: [service] }, options);
    case "moved":
      return (tracer, options) => callService(tracer, { addresses: [dead, service] }, options);
    case "down":
      return (tracer, options) => callService(tracer, { addresses: [dead] }, options);
    case "silent":
      return (tracer, options) =>
        callService(tracer, { addresses: [silentService] }, { ...options, timeoutMs: SHORT_LIMIT_MS });
  }
}
