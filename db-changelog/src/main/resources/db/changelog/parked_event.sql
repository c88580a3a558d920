--liquibase formatted sql

--changeset holdfast:parked_event
--comment: Events that Kafka refuses for good: each holds back its own key. The row itself stays in the outbox; one whose row is no longer there has been published and is about to be forgotten. decision is what an operator wants done, action_id the row of operator_action that says so.
CREATE TABLE parked_event (
    outbox_id     BIGINT       NOT NULL PRIMARY KEY,
    lane          SMALLINT     NOT NULL,
    event_id      CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    aggregatetype VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    aggregateid   VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    type          VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason        VARCHAR(500) NOT NULL,
    parked_at     DATETIME(6)  NOT NULL,
    last_tried_at DATETIME(6)  NOT NULL,
    tries         INT          NOT NULL,
    decision      VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NULL,
    action_id     BIGINT       NULL,
    CONSTRAINT parked_event_event_id UNIQUE (event_id),
    CONSTRAINT parked_event_tries_count_from_one CHECK (tries >= 1),
    CONSTRAINT parked_event_decision_known CHECK (decision IN ('retry', 'skip')),
    CONSTRAINT parked_event_decision_is_on_record CHECK ((decision IS NULL) = (action_id IS NULL))
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
--rollback DROP TABLE parked_event;

--changeset holdfast:parked_event-lane
--comment: The relay that works a lane reads the lane's, once a second while there are any.
CREATE INDEX parked_event_lane ON parked_event (lane);
--rollback DROP INDEX parked_event_lane ON parked_event;
