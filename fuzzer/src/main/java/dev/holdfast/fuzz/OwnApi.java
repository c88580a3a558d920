package dev.holdfast.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.holdfast.api.CheckoutApi;
import dev.holdfast.changelog.Invariants;
import dev.holdfast.checkout.CreateProducts;
import dev.holdfast.checkout.product.Product;
import dev.holdfast.fuzz.request.Credentials;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The API in this process, on loopback and a free port, with products of each kind. */
public final class OwnApi implements AutoCloseable {

    private static final BigDecimal PRICE = new BigDecimal("49.90");
    private static final int PLENTY = 1_000_000;
    private static final int FEW = 40;

    private static final String PARK = """
            INSERT INTO parked_event (outbox_id, lane, event_id, aggregatetype, aggregateid, type, reason, parked_at, last_tried_at, tries)
            SELECT id, lane, event_id, aggregatetype, aggregateid, type, 'too large', NOW(6), NOW(6), 1 FROM outbox""";

    // Of an API that nobody else can reach, and that ends with the run.
    private static final String ADMIN = "holdfast_" + "a".repeat(64);
    private static final String STOREFRONT = "holdfast_" + "b".repeat(64);
    private static final String OPS = "holdfast_" + "c".repeat(64);
    private static final byte[] SECRET = "twenty-four bytes or more".getBytes(US_ASCII);
    private static final String STRIPE = "whsec_" + "f".repeat(32);
    private static final String KEY = "INSERT INTO api_key (id, name, role, key_hash, created_at) VALUES (?, ?, ?, ?, NOW(6))";

    private final ConfigurableApplicationContext application;

    private OwnApi(ConfigurableApplicationContext application) {
        this.application = application;
    }

    /** @param jdbcUrl of a database whose tables are up to date */
    public static OwnApi start(String jdbcUrl, String user, String password) {
        makeKeys(new DriverManagerDataSource(jdbcUrl, user, password));
        // A hold lasts longer than any run: time alone must change nothing.
        OwnApi api = new OwnApi(CheckoutApi.application().web(WebApplicationType.SERVLET).run("--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.datasource.url=" + jdbcUrl, "--spring.datasource.username=" + user, "--spring.datasource.password=" + password,
                "--holdfast.checkout.hold-duration=24h", "--logging.level.root=error", "--management.server.port=0",
                "--holdfast.security.bootstrap-key-hash=" + sha256(ADMIN), "--holdfast.webhook.stripe.secrets=" + STRIPE,
                "--holdfast.webhook.secrets=whsec_" + Base64.getEncoder().encodeToString(SECRET)));
        Instant soon = Instant.now().plus(Duration.ofDays(1));
        Instant past = Instant.now().minus(Duration.ofDays(1));
        api.application.getBean(CreateProducts.class).create(List.of(
                product(1, null, null, null, PLENTY), product(2, null, null, null, FEW), product(3, 2, null, null, PLENTY),
                product(4, null, soon, null, FEW), product(5, null, null, past, FEW), product(6, null, null, null, 0)));
        api.park();
        return api;
    }

    /** With ids far from others: what is sent at random must not revoke what it is sent with. */
    private static void makeKeys(DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql(KEY).params(List.of(4_000_000_000_001L, "shop", "storefront", sha256(STOREFRONT))).update();
        jdbc.sql(KEY).params(List.of(4_000_000_000_002L, "pager", "ops", sha256(OPS))).update();
    }

    /** @return with which requests are served */
    public Credentials credentials() {
        return new Credentials(Map.of("admin", ADMIN, "storefront", STOREFRONT, "ops", OPS), SECRET.clone(), STRIPE);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /** As a relay does it with what Kafka refuses. */
    private void park() {
        JdbcClient jdbc = JdbcClient.create(database());
        new TransactionTemplate(application.getBean(PlatformTransactionManager.class)).executeWithoutResult(status -> jdbc.sql(PARK)
                .update());
    }

    private static CreateProducts.Command product(long id, @Nullable Integer most, @Nullable Instant opens, @Nullable Instant closes,
            int stock) {
        return new CreateProducts.Command(new Product(id, "Kettle " + id, PRICE, "EUR", most, opens, closes), stock);
    }

    public int port() {
        WebServerApplicationContext server = (WebServerApplicationContext) application;
        return Objects.requireNonNull(server.getWebServer()).getPort();
    }

    DataSource database() {
        return application.getBean(DataSource.class);
    }

    /** @return the promises that the tables break; empty when all is well */
    List<String> broken() {
        return Invariants.brokenWithHistoryBy(database());
    }

    @Override
    public void close() {
        application.close();
    }
}
