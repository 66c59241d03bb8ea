-- What changes of a run's report are looked up by, beside their subject: their kind, what came of them, and their label and
-- subject in capitals. NULL: kept by an older program, read from the event.
ALTER TABLE run_events ADD COLUMN kind TEXT;
ALTER TABLE run_events ADD COLUMN outcome TEXT;
ALTER TABLE run_events ADD COLUMN words TEXT;
-- Whatever a run told beside its changes is few among many.
CREATE INDEX run_events_told ON run_events (run_id, id) WHERE subject IS NULL;
