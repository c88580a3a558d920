package dev.holdfast.api.payment.signature;

import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** One way to sign a delivery, with the secrets that are good at present. */
sealed interface SignatureScheme permits StandardWebhooks, StripeSignature {

    /**
     * @param body the raw bytes
     * @return empty if the delivery is genuine
     */
    Optional<SignatureFault> fault(HttpHeaders headers, byte[] body);
}
