-- When a customer's contact data were erased from a version of an order; its hash stays that of what was received.
ALTER TABLE archive ADD COLUMN erased_at TEXT;
