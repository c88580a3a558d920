package dev.holdfast.api.request;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP/1.1, which also bounds how long a client may take to send the head of a request. Tomcat itself bounds only the wait for the next byte:
 * a client that sends one now and then keeps its connection for a day, and a few thousand of them keep everybody else out.
 *
 * <p>What is cut here are heads of requests that do not come to their end; {@link BoundedBodyFilter} has their
 * bodies. Public for Tomcat, which makes it by its class name.
 */
public final class ImpatientHttp11 extends Http11NioProtocol {

    private static final long LOOKS_EACH_LIMIT = 4;

    private Duration limit = Duration.ofSeconds(10);
    private @Nullable ScheduledFuture<?> looks;

    void setLimit(Duration limit) {
        this.limit = limit;
    }

    @Override
    public void start() throws Exception {
        super.start();
        long period = limit.toNanos() / LOOKS_EACH_LIMIT;
        looks = getUtilityExecutor().scheduleWithFixedDelay(this::cutSlow, period, period, TimeUnit.NANOSECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (looks != null) {
            looks.cancel(false);
        }
        super.stop();
    }

    private void cutSlow() {
        long now = System.nanoTime();
        for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
            if (connection.getCurrentProcessor() instanceof Processor processor && isSlow(processor, now)) {
                connection.close();
            }
        }
    }

    /**
     * While a request is served, its connection has no processor, nor while it waits for the next one. It has one where a head has
     * begun to come and more is awaited, or where a request is asynchronous, of which there are none here.
     */
    private boolean isSlow(Processor processor, long now) {
        if (processor.isAsync() || processor.isUpgrade() || processor.getRequest() == null) {
            return false;
        }
        long start = processor.getRequest().getStartTimeNanos();
        return start != -1 && now - start > limit.toNanos();
    }
}
