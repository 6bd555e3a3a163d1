import { runSteps } from "./run-steps.js";
import { selectSteps } from "./select-steps.js";
import { steps } from "./steps.js";

process.exitCode = (await runSteps(selectSteps(steps, process.argv.slice(2)))) ? 0 : 1;
