package dev.holdfast.checkout.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeChargeTest {

    @ParameterizedTest
    @CsvSource({"9980, EUR, 99.80", "5, USD, 0.05", "0, USD, 0.00", "500, JPY, 500", "500, KRW, 500", "500, MGA, 500", "5120, KWD, 5.120",
            "500, ISK, 5.00", "500, UGX, 5.00", "500, HUF, 5.00", "1, XYZ, 0.01"})
    void anAmountHasTheDecimalsThatStripeGivesItsCurrency(long minor, String currency, BigDecimal main) {
        assertThat(StripeCharge.toMain(minor, currency)).isEqualTo(main);
    }
}
