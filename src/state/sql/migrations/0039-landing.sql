-- A product that a run had under way when it ended may still come into the shop: until when, by the engine's clock (E6).
ALTER TABLE leases ADD COLUMN lands_ms INTEGER NOT NULL DEFAULT 0;
-- The lease's fence as long as its holder has no product under way. One that an older program has taken is never it: nothing is known of him. 0 where nobody holds it: nothing was ever said.
ALTER TABLE leases ADD COLUMN quiet_fence INTEGER NOT NULL DEFAULT 0;
