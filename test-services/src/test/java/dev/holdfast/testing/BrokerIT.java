package dev.holdfast.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class BrokerIT {

    @Test
    void theBrokerAnswersAndSupportsTheTransactionsThatTheRelayNeeds() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrapServers()))) {
            assertThat(admin.describeCluster().nodes().get()).isNotEmpty();
            assertThat(admin.describeFeatures().featureMetadata().get().finalizedFeatures().get("transaction.version").maxVersionLevel())
                    .isEqualTo((short) 2);
        }
        assertThat(TestBroker.bootstrapServers()).isSameAs(TestBroker.bootstrapServers());
    }
}
