--liquibase formatted sql

--changeset holdfast:orders
--comment: The unique hold_id is the second witness that a hold becomes one order at the most. The price is the one at the time of the order, expires_at that of the hold.
CREATE TABLE orders (
    id          BIGINT         NOT NULL PRIMARY KEY,
    hold_id     BIGINT         NOT NULL,
    product_id  BIGINT         NOT NULL,
    customer_id VARCHAR(64)    NULL,
    quantity    INT            NOT NULL,
    unit_price  DECIMAL(19, 4) NOT NULL,
    total       DECIMAL(19, 4) NOT NULL,
    currency    CHAR(3)        NOT NULL,
    status      VARCHAR(16)    NOT NULL,
    created_at  DATETIME(6)    NOT NULL,
    expires_at  DATETIME(6)    NOT NULL,
    version     BIGINT         NOT NULL,
    CONSTRAINT orders_one_per_hold UNIQUE (hold_id),
    CONSTRAINT orders_quantity_positive CHECK (quantity >= 1),
    CONSTRAINT orders_total_is_price_times_quantity CHECK (total = unit_price * quantity),
    CONSTRAINT orders_status_known CHECK (status IN ('pending', 'paid', 'cancelled', 'expired', 'refund_required')),
    CONSTRAINT orders_version_counts_from_one CHECK (version >= 1)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
--rollback DROP TABLE orders;
