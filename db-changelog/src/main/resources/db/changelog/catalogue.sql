--liquibase formatted sql

--changeset holdfast:product-version
--comment: Counts the changes of a product's terms, so that of two operators who have read the same terms the second learns of the first. The default is for what creates products without it.
ALTER TABLE product
    ADD COLUMN version BIGINT NOT NULL DEFAULT 1,
    ADD CONSTRAINT product_version_counts_from_one CHECK (version >= 1);
--rollback ALTER TABLE product DROP CONSTRAINT product_version_counts_from_one, DROP COLUMN version;

--changeset holdfast:id_block-product
--comment: Where the search for the next product's id begins. Locked by whoever adds a product, so that two never look for one at once.
INSERT INTO id_block (name, next_id) VALUES ('product', 1);
--rollback DELETE FROM id_block WHERE name = 'product';
