--liquibase formatted sql

--changeset holdfast:operator_action
--comment: What operators have decided: who, when (by the database's clock) and why. Rows are never deleted by Holdfast. details is a JSON document; outcome and outcome_at are filled in when something that is carried out later has come to its end.
CREATE TABLE operator_action (
    id         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    at         DATETIME(6)  NOT NULL,
    operator   VARCHAR(64)  NOT NULL,
    action     VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject    VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason     VARCHAR(500) NOT NULL,
    details    TEXT         NULL,
    outcome    VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    outcome_at DATETIME(6)  NULL,
    CONSTRAINT operator_action_ends_at_a_time CHECK ((outcome IS NULL) = (outcome_at IS NULL))
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
--rollback DROP TABLE operator_action;

--changeset holdfast:operator_action-subject
--comment: What was done about one event or product is asked for by its id.
CREATE INDEX operator_action_subject ON operator_action (subject);
--rollback DROP INDEX operator_action_subject ON operator_action;
