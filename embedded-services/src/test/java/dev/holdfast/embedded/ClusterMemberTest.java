package dev.holdfast.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterMemberTest {

    @Test
    void ofThreeBrokersTwoHaveToHaveARecord() {
        ClusterMember second = new ClusterMember(2, "cluster", List.of(1, 2, 3), List.of(4, 5, 6));

        assertThat(second.replicas()).isEqualTo(3);
        assertThat(second.replicasInSync()).isEqualTo(2);
        assertThat(second.port()).isEqualTo(2);
        assertThat(second.voters()).isEqualTo("1@127.0.0.1:4,2@127.0.0.1:5,3@127.0.0.1:6");
    }

    @Test
    void aBrokerAloneHasTheOnlyCopy() {
        ClusterMember alone = new ClusterMember(1, "cluster", List.of(1), List.of(2));

        assertThat(alone.replicas()).isOne();
        assertThat(alone.replicasInSync()).isOne();
    }

    @Test
    void aMemberHasItsPlaceAmongThePorts() {
        assertThatThrownBy(() -> new ClusterMember(2, "cluster", List.of(1), List.of(2))).isInstanceOf(IllegalArgumentException.class);
    }
}
