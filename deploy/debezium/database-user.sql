-- The connector's own database user. RELOAD is for the moment's global read lock of the snapshot; the binary log is read as a replica.
CREATE USER holdfast_debezium@'%' IDENTIFIED BY 'choose a password';
GRANT SELECT ON holdfast.outbox TO holdfast_debezium@'%';
GRANT RELOAD, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO holdfast_debezium@'%';
