--liquibase formatted sql

--changeset holdfast:stock
--comment: The one hot row of a sale. available counts the units that are neither held nor sold; the check is the second witness against overselling.
CREATE TABLE stock (
    product_id BIGINT NOT NULL PRIMARY KEY,
    total      INT    NOT NULL,
    available  INT    NOT NULL,
    version    BIGINT NOT NULL,
    CONSTRAINT stock_available_within_total CHECK (0 <= available AND available <= total),
    CONSTRAINT stock_version_counts_from_one CHECK (version >= 1)
);
--rollback DROP TABLE stock;
