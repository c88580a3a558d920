package dev.holdfast.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.outbox.OutboxBacklog;
import dev.holdfast.outbox.OutboxConfiguration;
import dev.holdfast.outbox.OutboxEvent;
import dev.holdfast.outbox.OutboxParking;
import dev.holdfast.testing.Statements;
import dev.holdfast.testing.TestBroker;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How many statements the server executes for a step of a lane, each of them one round trip: the same for one row as for a thousand.
 * {@code docs/performance.md} publishes them.
 */
// One that starts configures the log of this JVM, which one that ends resets.
@ResourceLock("spring-application")
class RelayRoundTripsIT {

    private final Deployment deployment = new Deployment(TestBroker.bootstrapServers(), 1);
    private final ConfigurableApplicationContext oneConnection = new SpringApplicationBuilder(OneConnection.class)
            .web(WebApplicationType.NONE).run(
                    "--spring.config.name=outbox-relay",
                    "--spring.datasource.url=" + deployment.database.jdbcUrl(),
                    "--spring.datasource.username=" + deployment.database.user(),
                    "--spring.datasource.password=" + deployment.database.password(),
                    "--spring.datasource.hikari.maximum-pool-size=1");

    // No stereotype, or the relay's own scan would find it.
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class})
    @Import(OutboxConfiguration.class)
    static class OneConnection {
    }

    @BeforeEach
    void topics() throws Exception {
        assertThat(deployment.prepareTopics()).isNull();
    }

    @AfterEach
    void close() {
        oneConnection.close();
        deployment.close();
    }

    @Test
    void aStepThatPublishesTakesTwoAndOneThatFindsNothingOne() {
        LaneRelay relay = lane();
        append(1);
        relay.relayOnce();
        for (int rows : List.of(1, 2, 999)) {
            append(rows);
            // Reads a batch, and deletes the one before.
            assertThat(statements(() -> assertThat(relay.relayOnce()).isEqualTo(new Step.Published(rows)))).isEqualTo(2);
        }
        assertThat(statements(() -> assertThat(relay.relayOnce()).isEqualTo(new Step.Idle()))).isEqualTo(2);
        assertThat(statements(() -> assertThat(relay.relayOnce()).isEqualTo(new Step.Idle()))).isEqualTo(1);
    }

    /** The two are then the deletion of the batch before and the reading of the next one; the first full one also reads its own. */
    @Test
    void stepsOfABacklogTakeTwoAndTheFirstOfThemThree() {
        LaneRelay relay = lane();
        append(1);
        relay.relayOnce();
        append(3_500);
        for (int expected : List.of(3, 2, 2)) {
            assertThat(statements(() -> assertThat(relay.relayOnce()).isEqualTo(new Step.Published(1_000)))).isEqualTo(expected);
        }
        assertThat(statements(() -> assertThat(relay.relayOnce()).isEqualTo(new Step.Published(500)))).isEqualTo(2);
    }

    @Test
    void theFirstStepOfANewOwnerLooksOnceAtTheRowsThatWerePublishedLastAndOnceAtThoseThatAreParked() {
        append(999);
        lane().relayOnce();
        append(1);
        assertThat(statements(() -> assertThat(lane().relayOnce()).isEqualTo(new Step.Published(1)))).isEqualTo(4);
    }

    @Test
    void whatIsParkedCostsOneStatementASecondAndNoneInBetween() {
        deployment.append("unheard-of", "odd", 1);
        deployment.settings.put("holdfast.relay.waits.look", "1h");
        LaneRelay relay = lane();
        assertThat(relay.relayOnce()).isInstanceOf(Step.Parked.class);
        assertThat(relay.relayOnce()).isEqualTo(new Step.Idle());
        assertThat(statements(() -> assertThat(relay.relayOnce()).isEqualTo(new Step.Idle()))).isEqualTo(1);

        deployment.settings.put("holdfast.relay.waits.look", "1ns");
        LaneRelay next = lane();
        assertThat(next.relayOnce()).isEqualTo(new Step.Idle());
        assertThat(statements(() -> assertThat(next.relayOnce()).isEqualTo(new Step.Idle()))).isEqualTo(2);
    }

    @Test
    void aLookForLanesThatHaveRowsTakesOne() {
        append(10);
        assertThat(statements(() -> assertThat(backlog().lanesWithRows()).hasSize(1))).isEqualTo(1);
    }

    private LaneRelay lane() {
        DataSource database = oneConnection.getBean(DataSource.class);
        LaneParking parking = new LaneParking(0, oneConnection.getBean(OutboxParking.class),
                new TransactionTemplate(new JdbcTransactionManager(database)), deployment.properties());
        return deployment.lane(parking, stage -> { }, backlog());
    }

    private OutboxBacklog backlog() {
        return oneConnection.getBean(OutboxBacklog.class);
    }

    private void append(int rows) {
        List<OutboxEvent> events = IntStream.range(0, rows).mapToObj(i -> deployment.event("holds", "key " + i % 100, i, "")).toList();
        deployment.transaction.executeWithoutResult(open -> deployment.outbox.append(events));
    }

    private int statements(Runnable work) {
        return Statements.during(oneConnection.getBean(DataSource.class), work);
    }
}
