-- The log of runs by months of UTC, so that an old one goes as a whole (docs/decisions/0200-event-months.md). What is
-- there becomes the first part as it stands: no row is copied, and an older program reads and writes the whole as before.
CREATE SEQUENCE run_events_ids;
SELECT setval('run_events_ids', nextval(pg_get_serial_sequence('run_events', 'id')), false);

ALTER TABLE run_events ALTER COLUMN id DROP IDENTITY;
ALTER TABLE run_events RENAME TO run_events_past;
ALTER INDEX run_events_pkey RENAME TO run_events_past_pkey;
ALTER INDEX run_events_by_run RENAME TO run_events_past_by_run;
ALTER INDEX run_events_by_subject RENAME TO run_events_past_by_subject;

-- Its key is of each part alone: one of the whole would have the month in it, and the first part an index built anew.
CREATE TABLE run_events (
    id bigint NOT NULL DEFAULT nextval('run_events_ids'),
    run_id bigint NOT NULL,
    at text COLLATE "C" NOT NULL,
    subject text COLLATE "C",
    event text COLLATE "C" NOT NULL
) PARTITION BY RANGE (at);
ALTER SEQUENCE run_events_ids OWNED BY run_events.id;
CREATE INDEX run_events_by_run ON run_events (run_id, id);
CREATE INDEX run_events_by_subject ON run_events (subject, id) WHERE subject IS NOT NULL;

-- Whatever no month is there for, so that no event is ever refused.
CREATE TABLE run_events_default (LIKE run_events INCLUDING DEFAULTS, PRIMARY KEY (id));

DO $$
DECLARE
    -- The month that goes on is in the first part where anything is.
    begins date := date_trunc('month', now() AT TIME ZONE 'UTC')
        + CASE WHEN EXISTS (SELECT FROM run_events_past) THEN interval '1 month' ELSE interval '0' END;
    until text := to_char(begins, 'YYYY-MM');
    attach text := format(
        'ALTER TABLE run_events ATTACH PARTITION run_events_past FOR VALUES FROM (MINVALUE) TO (%L)', until);
BEGIN
    EXECUTE attach;
EXCEPTION WHEN check_violation THEN
    -- A clock was ahead.
    EXECUTE format('WITH ahead AS (DELETE FROM run_events_past WHERE at >= %L RETURNING *)
        INSERT INTO run_events_default SELECT * FROM ahead', until);
    EXECUTE attach;
END $$;
ALTER TABLE run_events ATTACH PARTITION run_events_default DEFAULT;
