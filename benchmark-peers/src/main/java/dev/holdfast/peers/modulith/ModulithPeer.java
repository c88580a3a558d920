package dev.holdfast.peers.modulith;

import dev.holdfast.peers.Peer;
import dev.holdfast.peers.PeerEvent;
import dev.holdfast.peers.Settings;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Spring Modulith: application events, stored by the event publication registry in the publishing transaction and sent to Kafka by
 * an asynchronous listener after its commit. At least once; in no order, not even that of a key.
 *
 * <p>A backlog is what incomplete publications leave: they are resubmitted. Each takes three commits then (resubmitted, processing,
 * deleted), and {@code resubmitIncompletePublications} makes the first of them one by one. So some threads call it, each for a
 * share of the publications.
 */
public final class ModulithPeer implements Peer {

    /** Each call loads the whole backlog first. */
    private static final int RESUBMITTING = 8;

    private final ConfigurableApplicationContext context;
    private final TransactionOperations transactions;

    /** @param relaying false when what is published in the application stays in the registry */
    public ModulithPeer(Settings settings, boolean relaying) {
        this.context = new SpringApplicationBuilder(ModulithApplication.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.name=modulith")
                .initializers(application -> {
                    application.getBeanFactory().registerSingleton("settings", settings);
                    application.getBeanFactory().registerSingleton("listening", new Listening(relaying));
                })
                .run();
        this.transactions = context.getBean(TransactionOperations.class);
    }

    /** The registry has created its table when the application started. */
    @Override
    public void prepare() {
    }

    @Override
    public void write(List<PeerEvent> events) {
        transactions.executeWithoutResult(transaction ->
                events.forEach(event -> context.publishEvent(new HoldCreated(event.key(), event.payload()))));
    }

    @Override
    public void startRelay() {
        var incomplete = context.getBean(IncompleteEventPublications.class);
        for (int share = 0; share < RESUBMITTING; share++) {
            int own = share;
            Thread.ofPlatform().daemon().name("resubmit-" + share).start(() -> incomplete.resubmitIncompletePublications(
                    publication -> Math.floorMod(publication.getIdentifier().hashCode(), RESUBMITTING) == own));
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
