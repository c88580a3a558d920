package dev.holdfast.api.request;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Bounds how long the body of a request is read that was answered before the body had come. Tomcat reads on, up to its
 * {@code maxSwallowSize} of 2 MB, so that the client, which is still sending, finds the answer and not a reset; but it waits for each byte
 * anew, and a client that sends one now and then would keep a thread and its connection for days.
 */
final class RefusedBodyValve extends ValveBase {

    private static final int MOST = 2 * 1024 * 1024;

    private final Duration limit;

    RefusedBodyValve(Duration limit) {
        super(true);
        this.limit = limit;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.isAsync() || request.isFinished()) {
            return;
        }
        response.finishResponse();
        readOn(request.getCoyoteRequest());
        if (!request.isFinished()) {
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    /** Past Catalina's stream, which is closed together with the answer. */
    private void readOn(org.apache.coyote.Request request) {
        long start = System.nanoTime();
        Unread unread = new Unread();
        try {
            for (int read = 0; read < MOST && System.nanoTime() - start < limit.toNanos();) {
                int more = request.doRead(unread);
                if (more < 0) {
                    return;
                }
                read += more;
            }
        } catch (IOException gone) {
            // Who has gone away, or says nothing any more, is cut off as well.
        }
    }

    /** Where Tomcat puts what has come. */
    private static final class Unread implements ApplicationBufferHandler {

        private ByteBuffer piece = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            piece = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return piece;
        }

        @Override
        public void expand(int size) {
            // Tomcat's own buffer is large enough for each piece.
        }
    }
}
