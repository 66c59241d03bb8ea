-- Lists for people, newest first: one narrow index answers a page, a search and a count of 100,000 orders.
CREATE INDEX orders_for_lists ON orders (profile_id, order_number DESC, stage, document_number, unp);
