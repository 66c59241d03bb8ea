-- Stretches of order numbers that belong to a series above 0, in the order in which they were opened (Q6).
CREATE TABLE order_series (
    profile_id INTEGER NOT NULL,
    opened INTEGER NOT NULL,
    series INTEGER NOT NULL,
    begins_after INTEGER NOT NULL,
    up_to INTEGER,
    opened_at TEXT NOT NULL,
    PRIMARY KEY (profile_id, opened)
) STRICT, WITHOUT ROWID;
-- Orders whose number a later series has taken over, and their archive: as they were.
CREATE TABLE past_orders (
    profile_id INTEGER NOT NULL,
    series INTEGER NOT NULL,
    order_number INTEGER NOT NULL,
    stage TEXT NOT NULL,
    status TEXT NOT NULL,
    currency TEXT NOT NULL,
    total TEXT,
    created_at TEXT NOT NULL,
    operation_type INTEGER,
    document_number INTEGER,
    unp TEXT,
    unp_device TEXT,
    unp_sequence INTEGER,
    raw_hash TEXT NOT NULL,
    recorded_content TEXT,
    seen_at TEXT NOT NULL,
    recorded_at TEXT,
    acknowledged_at TEXT,
    reason TEXT,
    sent_at TEXT,
    PRIMARY KEY (profile_id, series, order_number)
) STRICT, WITHOUT ROWID;
CREATE INDEX past_orders_by_sequence ON past_orders (unp_device, unp_sequence) WHERE unp IS NOT NULL;
CREATE TABLE past_archive (
    profile_id INTEGER NOT NULL,
    series INTEGER NOT NULL,
    order_number INTEGER NOT NULL,
    version INTEGER NOT NULL,
    raw TEXT NOT NULL,
    raw_hash TEXT NOT NULL,
    shop_address TEXT NOT NULL,
    received_at TEXT NOT NULL,
    erased_at TEXT,
    PRIMARY KEY (profile_id, series, order_number, version)
) STRICT;
-- Orders that the shop had when it was last asked, where it counts them.
ALTER TABLE profiles ADD COLUMN orders_at_shop INTEGER;
