import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Check, runChecks } from "../skills/run-checks.js";
import type { Workplace } from "../workplace/workplace.js";
import { inTurn } from "./in-turn.js";
import type { PlannedExecution } from "./skill-plan.js";

const LINE_LIMIT = fileURLToPath(new URL("../checks/line-limit.js", import.meta.url));
const GENEROUS = 10_000;
const STRICT = 40;
const FINDINGS = ["none", "mistake", "none", "none", "too long", "none"] as const;

/** The skill's input in its n-th turn: checks of a package, of which one finds something now and then. */
export function planRunChecks(workplace: Workplace, turn: number): PlannedExecution {
  const { root, scripts, brokenScripts } = workplace;
  // Of the rest of the repository, nobody knows that it has sources.
  const folders = workplace.folders.filter((folder) => folder.startsWith("packages/"));
  const folder = join(root, inTurn(folders, turn));
  const finding = inTurn(FINDINGS, turn);
  const script = inTurn(finding === "mistake" ? brokenScripts : scripts, turn);
  const limit = finding === "too long" ? STRICT : GENEROUS;
  const checks: readonly Check[] = [
    { name: "syntax", args: ["--check", script] },
    { name: "line-limit", args: [LINE_LIMIT, folder, String(limit)] },
  ];
  return (tracer, options) => runChecks(tracer, { folder, checks }, options);
}
