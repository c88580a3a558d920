--liquibase formatted sql

--changeset holdfast:operator_action-caller
--comment: By whose key or token an action came in: role and name of the key, or the token's subject. operator is what the caller says about itself. Rows from before have none.
ALTER TABLE operator_action ADD COLUMN caller VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL;
--rollback ALTER TABLE operator_action DROP COLUMN caller;
