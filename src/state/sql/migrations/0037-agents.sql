-- Agents of warehouses in back offices, by the firm that has worked with them: one that is away cannot be asked when it was there.
CREATE TABLE agents (
    tenant_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    seen_ms INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, name)
) STRICT, WITHOUT ROWID;
-- Whoever looks at all agents knows them by their names alone.
CREATE INDEX agents_by_name ON agents (name);
