--liquibase formatted sql

--changeset holdfast:api_key
--comment: Who may call the API. key_hash is the SHA-256 of a key of 256 random bits, which is in no table; name and role tell the caller, and a caller may have several keys. Rows are never deleted, because the record of who did what names them. There is no index but those of the constraints: instances read all good keys at once, and a person lists them.
CREATE TABLE api_key (
    id         BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name       VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    role       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    key_hash   CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at DATETIME(6) NOT NULL,
    expires_at DATETIME(6) NULL,
    revoked_at DATETIME(6) NULL,
    CONSTRAINT api_key_key_hash UNIQUE (key_hash),
    CONSTRAINT api_key_role_known CHECK (role IN ('storefront', 'admin', 'ops')),
    CONSTRAINT api_key_expires_after_it_was_made CHECK (expires_at > created_at)
);
--rollback DROP TABLE api_key;
