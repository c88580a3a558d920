package dev.holdfast.audit.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BinlogPositionTest {

    @Test
    void filesAreOrderedByNumberAlsoWhenTheyOutgrowTheirZeros() {
        List<BinlogPosition> inOrder = List.of(new BinlogPosition("binlog.000009", 900), new BinlogPosition("binlog.000010", 4),
                new BinlogPosition("binlog.000010", 157), new BinlogPosition("binlog.999999", 4), new BinlogPosition("binlog.1000000", 4));
        assertThat(inOrder).isSorted();
    }
}
