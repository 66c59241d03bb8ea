-- Why a run was started. Of older runs nobody knows; they count as a person's, which no schedule looks at.
ALTER TABLE runs ADD COLUMN trigger TEXT NOT NULL DEFAULT 'person';
CREATE INDEX runs_by_trigger ON runs (profile_id, trigger, id);

-- When an export of goods first came to its end: until then the shop is being filled.
ALTER TABLE profiles ADD COLUMN first_filled_at TEXT;
UPDATE profiles SET first_filled_at = (
    SELECT min(ended_at) FROM runs
    WHERE profile_id = profiles.id AND end = 'done' AND tasks LIKE '%"export-goods"%');

-- Removed profiles lost their settings until now; the shop, at least, is known from their orders.
UPDATE profiles SET settings = json_object('shopAddress', archive.shop_address)
    FROM archive WHERE archive.profile_id = profiles.id AND profiles.settings = '{}';
