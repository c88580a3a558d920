--liquibase formatted sql

--changeset holdfast:refund
--comment: Charges that were owed back and have been paid back: one row a payment, by its idempotency key. reference is what the provider or the bank calls the refund; action_id the row of operator_action that says who and why. The primary key is the second witness that a charge is marked once.
CREATE TABLE refund (
    idempotency_key VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    order_id        BIGINT       NOT NULL,
    reference       VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    refunded_at     DATETIME(6)  NOT NULL,
    action_id       BIGINT       NOT NULL
);
--rollback DROP TABLE refund;
