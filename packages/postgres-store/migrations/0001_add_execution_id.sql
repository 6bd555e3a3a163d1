-- Correlation outlives its entry in Redis: an execution can be looked up for as long as its trace is kept.
ALTER TABLE execution_traces ADD COLUMN IF NOT EXISTS execution_id VARCHAR(255);
