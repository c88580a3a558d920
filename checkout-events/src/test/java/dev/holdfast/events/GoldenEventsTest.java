package dev.holdfast.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Consumers have stored these bytes: a change here is a change of the contract. */
class GoldenEventsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void theJsonOfAnEventIsWhatItHasAlwaysBeen(String name, Object event) {
        assertThat(Published.json(event) + "\n").isEqualTo(Published.resource("/golden/" + name + ".json"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void whatHasAlwaysBeenPublishedFitsTheSchema(String name, Object event) {
        assertThat(Published.errors(name.substring(0, name.indexOf('.')), Published.resource("/golden/" + name + ".json"))).isEmpty();
    }

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of("hold.attached", Examples.hold("attached")),
                Arguments.of("order.created", Examples.order("pending")),
                Arguments.of("payment.received", Examples.payment("success", "paid", "paid")),
                Arguments.of("payment.refund-required", Examples.charged("refund_required", "pending", "39.90")),
                Arguments.of("stock.sold-out", Examples.stock(0)));
    }
}
