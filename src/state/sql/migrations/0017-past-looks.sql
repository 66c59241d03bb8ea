-- An order whose number is taken over keeps every column that it had.
ALTER TABLE past_orders ADD COLUMN looks INTEGER NOT NULL DEFAULT 0;
