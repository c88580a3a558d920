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

--changeset holdfast:idempotency_key-of-callers
--comment: A key belongs to a caller and a route. The answer is NULL inside the transaction that decides it, and where it is not to be remembered. sends counts how often the key came, and tells new keys from known ones by the count of changed rows. No application has written this table before.
ALTER TABLE idempotency_key
    CHANGE COLUMN scope caller VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ADD COLUMN route VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL AFTER caller,
    ADD COLUMN answer_headers VARCHAR(512) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER answer_status,
    ADD COLUMN sends INT NOT NULL DEFAULT 1,
    MODIFY COLUMN created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (caller, route, idempotency_key),
    ADD CONSTRAINT idempotency_key_answer_is_whole CHECK
        ((answer_status IS NULL) = (answer_headers IS NULL) AND (answer_status IS NULL) = (answer_body IS NULL)),
    ADD CONSTRAINT idempotency_key_sends_count_from_one CHECK (sends >= 1);
--rollback DELETE FROM idempotency_key;
--rollback ALTER TABLE idempotency_key DROP CONSTRAINT idempotency_key_answer_is_whole, DROP CONSTRAINT idempotency_key_sends_count_from_one, DROP PRIMARY KEY, DROP COLUMN route, DROP COLUMN answer_headers, DROP COLUMN sends, MODIFY COLUMN created_at DATETIME(6) NOT NULL, CHANGE COLUMN caller scope VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, ADD PRIMARY KEY (scope, idempotency_key);
