-- The account of whoever started a run; '' = a schedule or the terminal, NULL = nobody kept it.
ALTER TABLE runs ADD COLUMN started_by TEXT;
