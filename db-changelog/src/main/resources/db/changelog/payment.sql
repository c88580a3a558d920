--liquibase formatted sql

--changeset holdfast:payment
--comment: One row an idempotency key of the payment provider, with the answer that every repeat gets. outcome is NULL only inside the transaction that decides it.
CREATE TABLE payment (
    idempotency_key VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    order_id        BIGINT      NOT NULL,
    status          VARCHAR(8)  NOT NULL,
    fingerprint     BINARY(32)  NOT NULL,
    outcome         VARCHAR(20) NULL,
    order_status    VARCHAR(16) NULL,
    event_key       BIGINT      NULL,
    received_at     DATETIME(6) NOT NULL,
    version         BIGINT      NOT NULL,
    CONSTRAINT payment_status_known CHECK (status IN ('success', 'failure')),
    CONSTRAINT payment_outcome_known CHECK (outcome IN
        ('paid', 'cancelled', 'refund_required', 'duplicate_charge', 'no_effect', 'unmatched'))
);
--rollback DROP TABLE payment;
