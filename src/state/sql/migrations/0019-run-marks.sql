-- Marks that the runs of a profile have left in its warehouse (Q8): under which installation where not the memory's own,
-- the last one that stood, and the one that was about to be left. Never restored from a backup.
CREATE TABLE run_marks (
    profile_id INTEGER PRIMARY KEY,
    installation TEXT,
    standing TEXT,
    pending TEXT
) STRICT;
