package dev.holdfast.reconcile;

import dev.holdfast.checkout.FindUnsettled;
import dev.holdfast.checkout.SettlePayments;
import dev.holdfast.expiry.Shop;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** What a worker does at each look, without a memory of what another test did to the provider. */
final class Workers {

    private Workers() {
    }

    static ReconcileDueOrders reconciler(Shop shop, PaymentProvider provider) {
        ReconcilerProperties properties = shop.bean(ReconcilerProperties.class);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        return new ReconcileDueOrders(shop.bean(FindUnsettled.class), shop.expireHolds(),
                new SettleMissed(shop.bean(SettlePayments.class), provider.name(), meters), new ProviderList(provider, properties, meters),
                properties, meters);
    }
}
