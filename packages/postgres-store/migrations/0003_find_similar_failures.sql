-- What a failure is found by, computed by steptrace itself: rows of others have NULL here until `maintain` fills them in.
-- failure_tokens holds the hashes of the words with a digit, and is NULL where there is none.
ALTER TABLE execution_traces ADD COLUMN IF NOT EXISTS failure_signature BIGINT;
--> statement-breakpoint
ALTER TABLE execution_traces ADD COLUMN IF NOT EXISTS failure_tokens BIGINT[];
--> statement-breakpoint
-- Hash of what the message has in common with those of its group. Written with the signature, and NULL where that is.
ALTER TABLE execution_traces ADD COLUMN IF NOT EXISTS failure_group BIGINT;
--> statement-breakpoint
-- The skill stands in it so that a question about one skill need not look at the rows of others.
CREATE INDEX IF NOT EXISTS execution_traces_signature_idx
    ON ONLY execution_traces (failure_signature, started_at DESC, trace_id DESC, skill_name)
    WHERE failure_signature IS NOT NULL;
--> statement-breakpoint
-- Groups are counted out of it alone, by skill and time as well.
CREATE INDEX IF NOT EXISTS execution_traces_group_idx
    ON ONLY execution_traces (failure_group, started_at DESC, trace_id DESC, skill_name)
    WHERE failure_group IS NOT NULL;
--> statement-breakpoint
-- Without a list of pending entries: every search would read all of it, and now and then one insert would empty it.
CREATE INDEX IF NOT EXISTS execution_traces_token_idx
    ON ONLY execution_traces USING gin (failure_tokens) WITH (fastupdate = off)
    WHERE failure_tokens IS NOT NULL;
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS execution_traces_unfilled_idx
    ON ONLY execution_traces (started_at DESC, trace_id DESC)
    WHERE status IN ('failed', 'timeout') AND error_message IS NOT NULL AND failure_signature IS NULL;
--> statement-breakpoint
-- What failures are told apart by: the set of their words without a digit (as hashes), and the number of all words.
-- The number is that among the signatures of its size, once `maintain` has packed it into the postings.
CREATE TABLE IF NOT EXISTS steptrace_signatures (
    signature BIGINT PRIMARY KEY,
    size INTEGER NOT NULL,
    skeleton BIGINT[] NOT NULL,
    number INTEGER
);
--> statement-breakpoint
CREATE UNIQUE INDEX IF NOT EXISTS steptrace_signatures_number_idx
    ON steptrace_signatures (size, number) WHERE number IS NOT NULL;
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS steptrace_signatures_unpacked_idx
    ON steptrace_signatures USING gin (skeleton) WITH (fastupdate = off) WHERE number IS NULL;
--> statement-breakpoint
-- Which signatures of a size have a word, 65,536 signatures a row: two bytes each, little-endian, ascending.
CREATE TABLE IF NOT EXISTS steptrace_postings (
    token BIGINT NOT NULL,
    size INTEGER NOT NULL,
    block INTEGER NOT NULL,
    places BYTEA NOT NULL,
    PRIMARY KEY (token, size, block)
);
--> statement-breakpoint
-- They are read whole, and do not get shorter by PostgreSQL's compression.
ALTER TABLE steptrace_postings ALTER COLUMN places SET STORAGE EXTERNAL;
