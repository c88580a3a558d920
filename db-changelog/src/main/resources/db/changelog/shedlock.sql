--liquibase formatted sql

--changeset holdfast:shedlock
--comment: Locks of scheduled jobs, as ShedLock expects them. They save work; correctness never rests on them.
CREATE TABLE shedlock (
    name       VARCHAR(64)  NOT NULL PRIMARY KEY,
    lock_until DATETIME(3)  NOT NULL,
    locked_at  DATETIME(3)  NOT NULL,
    locked_by  VARCHAR(255) NOT NULL
);
--rollback DROP TABLE shedlock;
