-- The specification's table. Where its own system made it already, it is adopted as it stands.
CREATE TABLE IF NOT EXISTS execution_traces (
    trace_id VARCHAR(255) NOT NULL,
    started_at TIMESTAMP NOT NULL DEFAULT (now() AT TIME ZONE 'utc'),
    skill_name VARCHAR(255) NOT NULL,
    completed_at TIMESTAMP,
    total_duration_ms INTEGER,
    status VARCHAR(50) CHECK (status IN ('running', 'success', 'failed', 'timeout')),
    steps JSONB DEFAULT '[]',
    error_message TEXT,
    metadata JSONB DEFAULT '{}',
    PRIMARY KEY (trace_id, started_at)
) PARTITION BY RANGE (started_at);
--> statement-breakpoint
-- An adopted table has NOW() here, which stores the local time of whatever session inserts.
ALTER TABLE execution_traces ALTER COLUMN started_at SET DEFAULT (now() AT TIME ZONE 'utc');
