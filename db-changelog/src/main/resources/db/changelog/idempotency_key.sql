--liquibase formatted sql

--changeset holdfast:idempotency_key
--comment: The stored answer of a request, so that a retry with the same key gets it again.
CREATE TABLE idempotency_key (
    scope           VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    idempotency_key VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fingerprint     BINARY(32)  NOT NULL,
    answer_status   SMALLINT    NULL,
    answer_body     BLOB        NULL,
    created_at      DATETIME(6) NOT NULL,
    PRIMARY KEY (scope, idempotency_key)
);
--rollback DROP TABLE idempotency_key;

--changeset holdfast:idempotency_key-created_at
--comment: Housekeeping deletes by age; without the index every sweep would read the whole table.
CREATE INDEX idempotency_key_created_at ON idempotency_key (created_at);
--rollback DROP INDEX idempotency_key_created_at ON idempotency_key;
