--liquibase formatted sql

--changeset holdfast:orders-customer
--comment: A customer's orders, newest id first: the primary key is the index's last column. Products, status and times are looked for among the rows of the primary key (docs/adr/0011).
CREATE INDEX orders_customer ON orders (customer_id);
--rollback DROP INDEX orders_customer ON orders;

--changeset holdfast:payment-order
--comment: What was paid for an order, in the order of receipt.
CREATE INDEX payment_order ON payment (order_id, received_at);
--rollback DROP INDEX payment_order ON payment;

--changeset holdfast:payment-outcome
--comment: Payments by receipt, those that are owed back apart from the many others: there are six outcomes, so a search of all of them reads six ranges.
CREATE INDEX payment_outcome ON payment (outcome, received_at);
--rollback DROP INDEX payment_outcome ON payment;
