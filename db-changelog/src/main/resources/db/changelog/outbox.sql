--liquibase formatted sql

--changeset holdfast:outbox
--comment: What is committed and not yet in Kafka. The primary key starts with the lane, so that a relay reads its lane as one range of the clustered index. id is AUTO_INCREMENT and not taken in blocks, because only then the ids of one key rise in commit order.
CREATE TABLE outbox (
    lane          SMALLINT        NOT NULL,
    id            BIGINT          NOT NULL AUTO_INCREMENT,
    event_id      CHAR(36)        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    aggregatetype VARCHAR(16)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    aggregateid   VARCHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    type          VARCHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject       VARCHAR(255)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    payload       VARBINARY(8000) NOT NULL,
    traceparent   VARCHAR(55)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at    DATETIME(6)     NOT NULL,
    PRIMARY KEY (lane, id),
    CONSTRAINT outbox_id UNIQUE (id)
);
--rollback DROP TABLE outbox;
