-- What a trace is found by in a search for words, computed by steptrace itself: rows of others have NULL here until
-- `maintain` fills them in. text_tokens holds the hashes of the words that are not part of the signature and not in failure_tokens, and
-- is NULL where there is none.
ALTER TABLE execution_traces ADD COLUMN IF NOT EXISTS text_signature BIGINT;
--> statement-breakpoint
ALTER TABLE execution_traces ADD COLUMN IF NOT EXISTS text_tokens BIGINT[];
--> statement-breakpoint
-- Most traces are successes, and found by their times.
CREATE INDEX IF NOT EXISTS execution_traces_status_idx
    ON ONLY execution_traces (status, started_at DESC, trace_id DESC)
    WHERE status <> 'success' OR status IS NULL;
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS execution_traces_duration_idx
    ON ONLY execution_traces (total_duration_ms, started_at DESC);
--> statement-breakpoint
-- Entries wait in a short list, and are added together: most rows have values of their own, and each would cost as much as a
-- row. A search reads that list as well: half a megabyte, in some milliseconds.
CREATE INDEX IF NOT EXISTS execution_traces_metadata_idx
    ON ONLY execution_traces USING gin (metadata jsonb_path_ops) WITH (gin_pending_list_limit = 512);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS execution_traces_text_idx
    ON ONLY execution_traces (text_signature, started_at DESC, trace_id DESC)
    WHERE text_signature IS NOT NULL;
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS execution_traces_text_token_idx
    ON ONLY execution_traces USING gin (text_tokens) WITH (fastupdate = off)
    WHERE text_tokens IS NOT NULL;
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS execution_traces_unread_idx
    ON ONLY execution_traces (started_at DESC, trace_id DESC)
    WHERE text_signature IS NULL;
--> statement-breakpoint
-- The words that make a signature, as hashes.
CREATE TABLE IF NOT EXISTS steptrace_texts (
    signature BIGINT PRIMARY KEY,
    words BIGINT[] NOT NULL
);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS steptrace_texts_word_idx
    ON steptrace_texts USING gin (words) WITH (fastupdate = off);
