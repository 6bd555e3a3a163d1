-- ON ONLY: on a table with partitions these are declarations; `migrate` builds and attaches each partition's own,
-- without blocking its writers.
CREATE INDEX IF NOT EXISTS execution_traces_skill_started_idx
    ON ONLY execution_traces (skill_name, started_at DESC, trace_id DESC);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS execution_traces_started_idx
    ON ONLY execution_traces (started_at DESC, trace_id DESC);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS execution_traces_failure_idx
    ON ONLY execution_traces (started_at DESC, trace_id DESC)
    WHERE status IN ('failed', 'timeout') AND error_message IS NOT NULL;
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS execution_traces_execution_idx
    ON ONLY execution_traces (execution_id, started_at DESC)
    WHERE execution_id IS NOT NULL;
