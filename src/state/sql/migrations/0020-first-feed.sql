-- When the first feed of a profile was proven. Whoever has links or a filled shop has sent before, and is not asked.
ALTER TABLE profiles ADD COLUMN first_fed_at TEXT;
UPDATE profiles SET first_fed_at = COALESCE(first_filled_at, confirmed_at, created_at)
WHERE first_filled_at IS NOT NULL OR id IN (SELECT profile_id FROM links);
