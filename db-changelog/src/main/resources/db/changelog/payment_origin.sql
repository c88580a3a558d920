--liquibase formatted sql

--changeset holdfast:payment_origin
--comment: What was charged, as far as the provider says so, and where the first delivery of the payment came from. Rows from before have neither.
ALTER TABLE payment
    ADD COLUMN amount              DECIMAL(19, 4) NULL,
    ADD COLUMN currency            CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN provider            VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'generic',
    ADD COLUMN provider_payment_id VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN provider_event_id   VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN event_type          VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN signed              BOOLEAN      NOT NULL DEFAULT FALSE,
    ADD CONSTRAINT payment_amount_not_negative CHECK (amount >= 0);
--rollback ALTER TABLE payment DROP CONSTRAINT payment_amount_not_negative, DROP COLUMN amount, DROP COLUMN currency, DROP COLUMN provider, DROP COLUMN provider_payment_id, DROP COLUMN provider_event_id, DROP COLUMN event_type, DROP COLUMN signed;
