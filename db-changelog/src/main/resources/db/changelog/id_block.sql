--liquibase formatted sql

--changeset holdfast:id_block
--comment: Ids are taken in blocks before the insert, so that an id whose commit is in doubt can be looked up (docs/adr/0003).
CREATE TABLE id_block (
    name    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    next_id BIGINT NOT NULL
);
INSERT INTO id_block (name, next_id) VALUES ('hold', 1), ('orders', 1);
--rollback DROP TABLE id_block;
