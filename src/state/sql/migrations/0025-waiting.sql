-- What waits is counted by its code, and the newest of a code are read, in the index alone.
CREATE INDEX attention_waiting ON attention (profile_id, code, since, id) WHERE dismissed_at IS NULL;
