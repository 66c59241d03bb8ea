-- What people look an order up by, beside its numbers: who ordered, how he pays and how it is delivered. Orders that an
-- older program has kept have no row yet: it is read from the archive. The series of an order whose number was taken
-- over since; -1: the shop has it under this number. Erased with the buyer's contact data.
CREATE TABLE order_sights (
    profile_id INTEGER NOT NULL,
    past_series INTEGER NOT NULL,
    order_number INTEGER NOT NULL,
    buyer TEXT NOT NULL,
    payment TEXT NOT NULL,
    delivery TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (profile_id, past_series, order_number)
) STRICT, WITHOUT ROWID;

-- As `orders_for_lists`, with the day: one narrow index answers whatever a list is filtered by.
CREATE INDEX orders_in_lists ON orders (profile_id, order_number DESC, stage, document_number, unp, created_at);
DROP INDEX orders_for_lists;

-- The numbers of a profile, highest first, beside the devices that they are of.
CREATE INDEX orders_in_unp_lists
    ON orders (profile_id, unp_device, unp_sequence DESC, stage, acknowledged_at, recorded_at, document_number, unp)
    WHERE unp IS NOT NULL;
