-- Times are ISO 8601 text in UTC unless a column says otherwise. Money and quantities are decimal text.

CREATE TABLE profiles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    settings TEXT NOT NULL,
    created_at TEXT NOT NULL,
    confirmed_at TEXT,
    cursor INTEGER NOT NULL DEFAULT 0,
    -- A removed profile keeps its row, so that its ledger and archive are never another profile's (R8).
    removed_at TEXT
) STRICT;
CREATE UNIQUE INDEX profiles_by_name ON profiles (name) WHERE removed_at IS NULL;

CREATE TABLE secrets (
    profile_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (profile_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE leases (
    profile_id INTEGER PRIMARY KEY,
    holder TEXT NOT NULL,
    since TEXT NOT NULL,
    expires_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE links (
    profile_id INTEGER NOT NULL,
    good_id INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    goods_hash TEXT NOT NULL,
    stock_hash TEXT NOT NULL,
    has_left INTEGER NOT NULL,
    is_hidden_by_us INTEGER NOT NULL,
    sent TEXT NOT NULL,
    PRIMARY KEY (profile_id, good_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX links_by_product ON links (profile_id, product_id);

CREATE TABLE orders (
    profile_id INTEGER NOT NULL,
    order_number INTEGER NOT NULL,
    stage TEXT NOT NULL,
    status TEXT NOT NULL,
    currency TEXT NOT NULL,
    total TEXT,
    -- Europe/Sofia, as the shop wrote it.
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
    PRIMARY KEY (profile_id, order_number)
) STRICT, WITHOUT ROWID;
CREATE INDEX orders_by_stage ON orders (profile_id, stage, order_number);
CREATE INDEX orders_by_creation ON orders (profile_id, created_at);
CREATE UNIQUE INDEX orders_by_unp ON orders (unp) WHERE unp IS NOT NULL;
CREATE UNIQUE INDEX orders_by_sequence ON orders (unp_device, unp_sequence) WHERE unp IS NOT NULL;

CREATE TABLE held_quantities (
    profile_id INTEGER NOT NULL,
    order_number INTEGER NOT NULL,
    line INTEGER NOT NULL,
    good_id INTEGER NOT NULL,
    quantity TEXT NOT NULL,
    PRIMARY KEY (profile_id, order_number, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE archive (
    profile_id INTEGER NOT NULL,
    order_number INTEGER NOT NULL,
    version INTEGER NOT NULL,
    raw TEXT NOT NULL,
    raw_hash TEXT NOT NULL,
    shop_address TEXT NOT NULL,
    received_at TEXT NOT NULL,
    PRIMARY KEY (profile_id, order_number, version)
) STRICT;

CREATE TABLE attention (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    profile_id INTEGER NOT NULL,
    subject TEXT NOT NULL,
    code TEXT NOT NULL,
    facts TEXT NOT NULL,
    since TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    is_released INTEGER NOT NULL,
    UNIQUE (profile_id, subject)
) STRICT;

CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    profile_id INTEGER NOT NULL,
    tasks TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    "end" TEXT
) STRICT;
CREATE INDEX runs_by_profile ON runs (profile_id, id);

CREATE TABLE run_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    -- Set on changes: what the history of one record is looked up by.
    subject TEXT,
    event TEXT NOT NULL
) STRICT;
CREATE INDEX run_events_by_run ON run_events (run_id, id);
CREATE INDEX run_events_by_subject ON run_events (subject, id) WHERE subject IS NOT NULL;
