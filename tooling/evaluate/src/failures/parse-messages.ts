import { parse } from "csv-parse/sync";
import type { Message } from "./message.js";

type Row = Readonly<Record<string, string>>;

const JOB = { skillName: "grid-job", stepName: "job", step: /^Non-zero return code from (\w+)/ } as const;
const TRANSFER = {
  skillName: "file-transfer",
  stepName: "transfer",
  step: /^(SOURCE|DESTINATION|TRANSFER)\b/,
} as const;

/**
 * The messages of a file of ClusterLog's samples: of jobs, with the message in `exeerrordiag` and a code in
 * `exeerrorcode`; of file transfers, with the message in `message`. Rows without a message are left out. The step
 * is what the message names first: a transformation, an end of the transfer.
 *
 * @param file what the ids begin with
 * @throws {Error} for what is no CSV with a header, or has neither column
 */
export function parseMessages(file: string, csv: string): readonly Message[] {
  const rows: readonly Row[] = parse(csv, { columns: true, bom: true, skip_empty_lines: true });
  const [first] = rows;
  if (first !== undefined && !("exeerrordiag" in first) && !("message" in first)) {
    const received = Object.keys(first).join(", ");
    throw new Error(`${file}: expected a column 'exeerrordiag' or 'message'; received ${received}.`);
  }
  return rows.flatMap((row, index) => {
    const message = toMessage(`${file}-${index}`, row);
    return message === undefined ? [] : [message];
  });
}

function toMessage(id: string, row: Row): Message | undefined {
  const text = row["exeerrordiag"] ?? row["message"];
  if (!text?.trim()) return undefined;
  const { skillName, stepName, step } = row["exeerrordiag"] === undefined ? TRANSFER : JOB;
  const code = row["exeerrorcode"];
  return {
    id,
    skillName,
    stepName: step.exec(text)?.[1] ?? stepName,
    text,
    ...(code && { code }),
  };
}
