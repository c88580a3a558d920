--liquibase formatted sql

--changeset holdfast:product
--comment: What is sold and on which terms. Apart from stock, so that reading a price never waits for the hot row.
CREATE TABLE product (
    id               BIGINT         NOT NULL PRIMARY KEY,
    name             VARCHAR(200)   NOT NULL,
    price            DECIMAL(19, 4) NOT NULL,
    currency         CHAR(3)        NOT NULL,
    max_per_customer INT            NULL,
    sale_opens_at    DATETIME(6)    NULL,
    sale_closes_at   DATETIME(6)    NULL,
    CONSTRAINT product_price_not_negative CHECK (price >= 0),
    CONSTRAINT product_max_per_customer_positive CHECK (max_per_customer >= 1),
    CONSTRAINT product_sale_window_in_order CHECK (sale_opens_at < sale_closes_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
--rollback DROP TABLE product;
