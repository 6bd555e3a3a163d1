import type { Judgement } from "../judgement.js";
import type { Thresholds } from "../thresholds.js";
import { sayShare } from "../words.js";
import type { ConnectionsFacts } from "./examine-connections.js";

export function judgeConnections(
  { used, most }: ConnectionsFacts,
  { connectionShare }: Required<Thresholds>,
): Judgement {
  const share = used / most;
  return {
    summary: `${used} of ${most}`,
    findings:
      share > connectionShare
        ? [
            {
              code: "connections-near-limit",
              severity: "warning",
              what: `${used} of the server's ${most} connections are taken (${sayShare(share)}): beyond the last one, every client is refused.`,
              fix: "SELECT datname, usename, application_name, state, count(*) FROM pg_stat_activity GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC;    -- says who has them; then a smaller `max` there, or a pooler",
            },
          ]
        : [],
  };
}
