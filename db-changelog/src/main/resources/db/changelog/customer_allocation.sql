--liquibase formatted sql

--changeset holdfast:customer_allocation
--comment: Units that a customer holds or has bought, for the per-customer limit. Changed only under the product's stock lock.
CREATE TABLE customer_allocation (
    product_id  BIGINT      NOT NULL,
    customer_id VARCHAR(64) NOT NULL,
    units       INT         NOT NULL,
    PRIMARY KEY (product_id, customer_id),
    CONSTRAINT customer_allocation_not_negative CHECK (units >= 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
--rollback DROP TABLE customer_allocation;
