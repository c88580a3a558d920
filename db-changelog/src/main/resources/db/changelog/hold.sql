--liquibase formatted sql

--changeset holdfast:hold
--comment: No foreign key: its shared lock on the parent, upgraded by the stock update, would deadlock two buyers.
CREATE TABLE hold (
    id          BIGINT      NOT NULL PRIMARY KEY,
    product_id  BIGINT      NOT NULL,
    customer_id VARCHAR(64) NULL,
    quantity    INT         NOT NULL,
    status      VARCHAR(16) NOT NULL,
    created_at  DATETIME(6) NOT NULL,
    expires_at  DATETIME(6) NOT NULL,
    due_at      DATETIME(6) NULL,
    version     BIGINT      NOT NULL,
    CONSTRAINT hold_quantity_positive CHECK (quantity >= 1),
    CONSTRAINT hold_status_known CHECK (status IN ('reserved', 'attached', 'consumed', 'released', 'expired')),
    CONSTRAINT hold_due_while_active CHECK ((status IN ('reserved', 'attached')) = (due_at IS NOT NULL)),
    CONSTRAINT hold_version_counts_from_one CHECK (version >= 1)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
--rollback DROP TABLE hold;

--changeset holdfast:hold-due
--comment: due_at is expires_at while the hold is active and NULL afterwards, so stale units of one product are a range that this index answers alone.
CREATE INDEX hold_due ON hold (product_id, due_at, quantity);
--rollback DROP INDEX hold_due ON hold;
