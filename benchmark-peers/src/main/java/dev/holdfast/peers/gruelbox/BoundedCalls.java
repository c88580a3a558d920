package dev.holdfast.peers.gruelbox;

import com.gruelbox.transactionoutbox.Submitter;
import com.gruelbox.transactionoutbox.TransactionOutboxEntry;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Makes a fixed number of calls at once; whoever submits one more waits, so that a flush claims no more than can be worked off. */
final class BoundedCalls implements Submitter, AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore free;

    BoundedCalls(int atOnce) {
        this.free = new Semaphore(atOnce);
    }

    @Override
    public void submit(TransactionOutboxEntry entry, Consumer<TransactionOutboxEntry> call) {
        free.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                call.accept(entry);
            } finally {
                free.release();
            }
        });
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
