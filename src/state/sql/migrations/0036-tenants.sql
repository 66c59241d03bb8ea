-- Firms whose profiles, people and changes are apart in one memory. A memory of before is of one firm, that has everything;
-- its members are all accounts, by the role that they had. From now on `accounts.role` is not looked at: a role is of a
-- membership. `is_hoster`: looks after the firms, and is in none by that.
CREATE TABLE tenants (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    suspended_at TEXT
) STRICT;
CREATE UNIQUE INDEX tenants_by_name ON tenants (name);
CREATE TABLE memberships (
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('owner', 'accountant', 'operator')),
    PRIMARY KEY (tenant_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_by_account ON memberships (account_id);
INSERT INTO tenants (id, name, created_at) SELECT 1, '', coalesce(min(created_at), '') FROM profiles;
INSERT INTO memberships (tenant_id, account_id, role) SELECT 1, id, role FROM accounts;

ALTER TABLE accounts ADD COLUMN is_hoster INTEGER NOT NULL DEFAULT 0;
-- Where a person is just now; null: at the hoster's place.
ALTER TABLE sessions ADD COLUMN tenant_id INTEGER DEFAULT 1;
ALTER TABLE setting_changes ADD COLUMN tenant_id INTEGER NOT NULL DEFAULT 1;
CREATE INDEX setting_changes_by_tenant ON setting_changes (tenant_id, at);

-- What was unique in the memory is unique in a firm: another one's names, devices and numbers are met nowhere.
ALTER TABLE profiles ADD COLUMN tenant_id INTEGER NOT NULL DEFAULT 1;
CREATE UNIQUE INDEX profiles_of_tenant ON profiles (tenant_id, name) WHERE removed_at IS NULL;
DROP INDEX profiles_by_name;
CREATE UNIQUE INDEX profiles_of_tenant_by_uuid ON profiles (tenant_id, uuid) WHERE uuid <> '';
DROP INDEX profiles_by_uuid;
ALTER TABLE orders ADD COLUMN tenant_id INTEGER NOT NULL DEFAULT 1;
CREATE UNIQUE INDEX orders_of_tenant_by_unp ON orders (tenant_id, unp) WHERE unp IS NOT NULL;
DROP INDEX orders_by_unp;
CREATE UNIQUE INDEX orders_of_tenant_in_sequence ON orders (tenant_id, unp_device, unp_sequence)
    WHERE unp_sequence IS NOT NULL;
DROP INDEX orders_in_sequence;
ALTER TABLE past_orders ADD COLUMN tenant_id INTEGER NOT NULL DEFAULT 1;
CREATE INDEX past_orders_of_tenant_in_sequence ON past_orders (tenant_id, unp_device, unp_sequence)
    WHERE unp_sequence IS NOT NULL;
DROP INDEX past_orders_in_sequence;
