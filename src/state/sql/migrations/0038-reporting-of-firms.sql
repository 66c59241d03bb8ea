-- Shops that report are a firm's, and each firm tells its own page of its own shops. What was there is of the firm of
-- before. A token is unique over all firms: whoever comes with it is of none until then. What a shop has told is of its
-- shop's firm.
ALTER TABLE reported_shops ADD COLUMN tenant_id INTEGER NOT NULL DEFAULT 1;
CREATE UNIQUE INDEX reported_shops_of_tenant ON reported_shops (tenant_id, folded_name);

-- One row a firm, in the place of the one row that `report_line` had. A former program would have told the first
-- firm's page of the shops of all.
CREATE TABLE report_lines (
    tenant_id INTEGER PRIMARY KEY REFERENCES tenants (id),
    address TEXT NOT NULL,
    token BLOB NOT NULL,
    every_minutes INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    acknowledged TEXT NOT NULL,
    answered_at TEXT,
    fault TEXT
) STRICT;
INSERT INTO report_lines (tenant_id, address, token, every_minutes, sequence, acknowledged, answered_at, fault)
SELECT 1, address, token, every_minutes, sequence, acknowledged, answered_at, fault FROM report_line;
DROP TABLE report_line;
