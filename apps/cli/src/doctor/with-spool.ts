import type { Diagnosis, Examination, Finding } from "@steptrace/operations";

/**
 * A diagnosis with what there is to say of the traces that wait beside an embedded store.
 *
 * @param waiting how many there are
 */
export function withSpool(diagnosis: Diagnosis, waiting: number): Diagnosis {
  const examination: Examination = {
    name: "spool",
    state: waiting === 0 ? "well" : "warning",
    summary: waiting === 0 ? "empty" : `${waiting} waiting`,
  };
  return {
    ...diagnosis,
    examinations: [...diagnosis.examinations, examination],
    findings: waiting === 0 ? diagnosis.findings : [...diagnosis.findings, waitingFinding(waiting)],
  };
}

function waitingFinding(count: number): Finding {
  const what = count === 1 ? "1 trace waits" : `${count} traces wait`;
  return {
    code: "spool-waiting",
    severity: "warning",
    what: `${what} beside the embedded store to be taken in: another process had it open when they ended.`,
    fix: "steptrace list    # takes them in, as every command does that opens the store",
  };
}
