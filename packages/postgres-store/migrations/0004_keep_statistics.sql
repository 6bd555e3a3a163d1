-- Whether statistics hold the trace: NULL in rows of others until `maintain` has counted them.
ALTER TABLE execution_traces ADD COLUMN IF NOT EXISTS counted BOOLEAN;
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS execution_traces_uncounted_idx
    ON ONLY execution_traces (skill_name, started_at DESC, trace_id DESC)
    WHERE counted IS NULL AND status IN ('success', 'failed', 'timeout');
--> statement-breakpoint
-- How traces went, by skill and period. Rows are added, and added up; a row that a longer period holds as well is marked.
CREATE TABLE IF NOT EXISTS steptrace_statistics (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    skill_name VARCHAR(255) NOT NULL,
    period VARCHAR(5) NOT NULL,
    period_start TIMESTAMP NOT NULL,
    is_held BOOLEAN NOT NULL DEFAULT false,
    traces JSON NOT NULL,
    steps JSON NOT NULL
);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS steptrace_statistics_skill_idx
    ON steptrace_statistics (skill_name, period, is_held, period_start);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS steptrace_statistics_period_idx
    ON steptrace_statistics (period, is_held, period_start);
