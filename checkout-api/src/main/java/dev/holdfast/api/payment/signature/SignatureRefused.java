package dev.holdfast.api.payment.signature;

/** A delivery that is not taken as genuine; answered 401. Nothing of it was read or stored. */
final class SignatureRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient SignatureFault fault;
    private final Signed.By by;

    SignatureRefused(Signed.By by, SignatureFault fault) {
        super(fault.detail());
        this.by = by;
        this.fault = fault;
    }

    SignatureFault fault() {
        return fault;
    }

    Signed.By by() {
        return by;
    }
}
