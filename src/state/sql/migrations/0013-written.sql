-- An order as received is kept packed; `raw` is '' then. Older rows keep their text until it is written again.
ALTER TABLE archive ADD COLUMN packed BLOB;
ALTER TABLE past_archive ADD COLUMN packed BLOB;

-- What was written into the warehouse for an order, packed: what the audit file of its month is made from. The series
-- of an order whose number was taken over since; -1: the shop has it under this number.
CREATE TABLE written_documents (
    profile_id INTEGER NOT NULL,
    past_series INTEGER NOT NULL,
    order_number INTEGER NOT NULL,
    packed BLOB NOT NULL,
    PRIMARY KEY (profile_id, past_series, order_number)
) STRICT, WITHOUT ROWID;

-- How the buyer got his money back, where a person has said so (r_paym of Annex 38).
CREATE TABLE refund_ways (
    profile_id INTEGER NOT NULL,
    past_series INTEGER NOT NULL,
    order_number INTEGER NOT NULL,
    way INTEGER NOT NULL,
    PRIMARY KEY (profile_id, past_series, order_number)
) STRICT, WITHOUT ROWID;
