package dev.holdfast.checkout.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({"49.9000, 49.90", "49.9, 49.90", "5, 5.00", "0.1250, 0.125", "0.0001, 0.0001", "0, 0.00", "0.0000, 0.00",
        "100, 100.00", "1E+3, 1000.00", "999999999999999.9999, 999999999999999.9999"})
    void anAmountHasTwoDecimalsOrAsManyAsItNeeds(BigDecimal stored, String shown) {
        assertThat(Money.readable(stored).toString()).isEqualTo(shown);
    }
}
