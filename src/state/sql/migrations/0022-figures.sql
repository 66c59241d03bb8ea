-- Orders by the day on which they were placed, for figures and charts; it also answers whatever the index before did.
CREATE INDEX orders_by_day ON orders (profile_id, created_at, stage, currency, total);
CREATE INDEX past_orders_by_day ON past_orders (profile_id, created_at, stage, currency, total);
DROP INDEX orders_by_creation;

-- How many goods and quantities a run has sent, so that a chart need not read its report.
ALTER TABLE runs ADD COLUMN sent_goods INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN sent_stock INTEGER NOT NULL DEFAULT 0;
UPDATE runs SET
    sent_goods = coalesce(json_extract(counts, '$."export-goods".created'), 0)
        + coalesce(json_extract(counts, '$."export-goods".updated'), 0),
    sent_stock = coalesce(json_extract(counts, '$."export-stock".created'), 0)
        + coalesce(json_extract(counts, '$."export-stock".updated'), 0)
    WHERE counts IS NOT NULL;
CREATE INDEX runs_by_day ON runs (profile_id, started_at, sent_goods, sent_stock);
CREATE INDEX runs_by_end ON runs (profile_id, "end", id);

-- What a person has put aside, and why; it holds for the facts as they were then.
ALTER TABLE attention ADD COLUMN dismissed_at TEXT;
ALTER TABLE attention ADD COLUMN dismissed_by TEXT;
ALTER TABLE attention ADD COLUMN dismissed_reason TEXT;
CREATE INDEX attention_dismissed ON attention (profile_id) WHERE dismissed_at IS NOT NULL;
