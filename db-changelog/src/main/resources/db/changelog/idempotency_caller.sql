--liquibase formatted sql

--changeset holdfast:idempotency_caller
--comment: How many idempotency keys each caller had when they were last counted. Written by the expiry worker alone, so that no request ever waits for a counter.
CREATE TABLE idempotency_caller (
    caller     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    keys_kept  BIGINT      NOT NULL,
    counted_at DATETIME(6) NOT NULL
);
--rollback DROP TABLE idempotency_caller;

--changeset holdfast:idempotency_caller-keys_kept
--comment: Instances ask for the few callers that have too many, not for all.
CREATE INDEX idempotency_caller_keys_kept ON idempotency_caller (keys_kept);
--rollback DROP INDEX idempotency_caller_keys_kept ON idempotency_caller;
