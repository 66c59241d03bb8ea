-- The numbers of a device are walked in the index alone: that a row has one is said by the sequence itself, so that
-- nobody looks for its УНП in the long row. As unique as before: both columns are of one УНП, or of none.
CREATE UNIQUE INDEX orders_in_sequence ON orders (unp_device, unp_sequence) WHERE unp_sequence IS NOT NULL;
DROP INDEX orders_by_sequence;
CREATE INDEX past_orders_in_sequence ON past_orders (unp_device, unp_sequence) WHERE unp_sequence IS NOT NULL;
DROP INDEX past_orders_by_sequence;

-- As `orders_in_unp_lists`, with everything that a list of numbers shows: a filter looks at no row that it leaves out.
CREATE INDEX orders_in_lists_of_unps ON orders
    (profile_id, unp_device, unp_sequence DESC, order_number, stage, acknowledged_at, recorded_at, operation_type,
    document_number, unp) WHERE unp IS NOT NULL;
DROP INDEX orders_in_unp_lists;
