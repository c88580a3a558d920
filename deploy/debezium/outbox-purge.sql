-- Deletes old rows of the outbox while Debezium publishes, for nobody else does. For the mysql client, in the schema of the tables, as
-- a user with the privileges EVENT and DELETE. Create the event after the connector's snapshot is complete, and drop it before the relay
-- takes over again (docs/debezium.md).
DELIMITER $$
CREATE EVENT outbox_purge
    ON SCHEDULE EVERY 10 SECOND
    COMMENT 'Rows that are more than an hour old; they reach Kafka by the binary log'
    DO
    BEGIN
        -- No gap locks: they would hold up whoever appends.
        SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED;
        -- Looks at the lowest ids only, so that it reads no more rows than it may delete.
        DELETE o
        FROM outbox o JOIN (SELECT id FROM outbox ORDER BY id LIMIT 50000) oldest ON oldest.id = o.id
        WHERE o.created_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR;
    END $$
DELIMITER ;
