-- When the request for an order's document left (I4). It was a fact of the reason that people are shown; an order whose
-- answer is still open takes it along, and an order without one was never sent.
ALTER TABLE orders ADD COLUMN sent_at TEXT;
UPDATE orders SET sent_at = json_extract(reason, '$.facts.sentAt')
    WHERE stage IN ('intended', 'uncertain') AND reason IS NOT NULL;
