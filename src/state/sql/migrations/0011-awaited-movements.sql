-- A good that was made of a product has no stock of its own until it moves: its quantity is held till then.
ALTER TABLE links ADD COLUMN awaits_movement INTEGER NOT NULL DEFAULT 0;
