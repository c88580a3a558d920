package dev.holdfast.checkout;

import dev.holdfast.checkout.admin.AddProduct;
import dev.holdfast.checkout.admin.ChangeProduct;
import dev.holdfast.checkout.admin.FindForOperators;
import dev.holdfast.checkout.admin.RecordRefund;
import dev.holdfast.checkout.idempotency.Fingerprint;
import dev.holdfast.checkout.idempotency.IdempotencyKey;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.checkout.idempotency.StoredAnswer;
import dev.holdfast.checkout.operator.Justification;
import dev.holdfast.checkout.product.ListedProduct;
import dev.holdfast.checkout.product.Product;
import java.math.BigDecimal;
import java.util.Map;

/** Somebody who works with one instance. */
record Operator(RunningCheckout instance) {

    static final Justification WHY = new Justification("admin:office", "ann", "because");

    ChangeStock.Outcome stock(long product, int change) {
        return decided(instance.bean(ChangeStock.class).change(Once.withoutKey(new ChangeStock.Command(product, change, WHY))));
    }

    Once.Result<ChangeStock.Outcome> stockOnce(String key, long product, int change) {
        return instance.bean(ChangeStock.class).change(new Once<>(new ChangeStock.Command(product, change, WHY), new Once.Keyed<>(
                new IdempotencyKey("somebody", "POST /stock", key), Fingerprint.of(product + " " + change),
                outcome -> new StoredAnswer(200, Map.of(), outcome.toString()))));
    }

    AddProduct.Added add(String name, int total) {
        Product terms = new Product(0, name, new BigDecimal("19.99"), "EUR", null, null, null);
        return decided(instance.bean(AddProduct.class).add(Once.withoutKey(new AddProduct.Command(terms, total, WHY))));
    }

    ChangeProduct.Outcome price(long product, String price, long version) {
        Product terms = new Product(product, "Product " + product, new BigDecimal(price), "", null, null, null);
        return instance.bean(ChangeProduct.class).change(new ChangeProduct.Command(terms, version, WHY));
    }

    RecordRefund.Outcome refund(String payment, String reference) {
        return decided(instance.bean(RecordRefund.class).record(Once.withoutKey(new RecordRefund.Command(payment, reference, WHY))));
    }

    ListedProduct product(long id) {
        return instance.bean(FindForOperators.class).product(id).orElseThrow();
    }

    private static <O> O decided(Once.Result<O> result) {
        return ((Once.Result.Decided<O>) result).outcome();
    }
}
