package dev.holdfast.peers.namastack;

import dev.holdfast.peers.Peer;
import dev.holdfast.peers.PeerEvent;
import dev.holdfast.peers.Settings;
import io.namastack.outbox.Outbox;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionOperations;

/**
 * namastack-outbox: a record for each event and handler, polled by key. At least once, in the order of each key, as far as the
 * database's timestamps tell its records apart.
 *
 * <p>A poll finds keys with due records; their records are read, handled and deleted one by one, each in a transaction of its own,
 * many keys at once.
 */
public final class NamastackPeer implements Peer {

    private final ConfigurableApplicationContext context;
    private final TransactionOperations transactions;
    private final Outbox outbox;

    /** @param relaying false when nothing is to be polled */
    public NamastackPeer(Settings settings, boolean relaying) {
        this.context = new SpringApplicationBuilder(NamastackApplication.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.name=namastack")
                .profiles(relaying ? "relaying" : "writing")
                .initializers(application -> application.getBeanFactory().registerSingleton("settings", settings))
                .run();
        this.transactions = context.getBean(TransactionOperations.class);
        this.outbox = context.getBean(Outbox.class);
    }

    @Override
    public void prepare() {
    }

    @Override
    public void write(List<PeerEvent> events) {
        transactions.executeWithoutResult(transaction ->
                events.forEach(event -> outbox.schedule(new HoldCreated(event.payload()), event.key())));
    }

    /** It polls since the application has started. */
    @Override
    public void startRelay() {
    }

    @Override
    public void close() {
        context.close();
    }
}
