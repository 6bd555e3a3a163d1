/** The specification's table, as its document has it. */
export const SPECIFICATION_TABLE = `
CREATE TABLE execution_traces (
    trace_id VARCHAR(255) NOT NULL,
    started_at TIMESTAMP NOT NULL DEFAULT NOW(),
    skill_name VARCHAR(255) NOT NULL,
    completed_at TIMESTAMP,
    total_duration_ms INTEGER,
    status VARCHAR(50) CHECK (status IN ('running', 'success', 'failed', 'timeout')),
    steps JSONB DEFAULT '[]',
    error_message TEXT,
    metadata JSONB DEFAULT '{}',
    PRIMARY KEY (trace_id, started_at)
) PARTITION BY RANGE (started_at)`;
