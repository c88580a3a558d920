package dev.holdfast.faults.network;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One connection of an application to the database, handed on in both directions. From the application it is read packet by packet
 * (MySQL's protocol: three bytes of length, low byte first, and one of sequence), so that a COMMIT is noticed, and
 * whether its transaction has inserted events.
 */
final class LinkedConnection {

    private static final int HEADER = 4;
    private static final int LONGEST_END = 32;
    private static final byte COM_QUERY = 3;

    private final Socket application;
    private final Socket database;
    private final Commits commits;
    private volatile boolean losesAnswer;
    /** When the open transaction inserted its first event; null while it has none. */
    private @Nullable Long inserted;

    /** @param commits which says what is to happen to each */
    LinkedConnection(Socket application, Socket database, Commits commits) {
        this.application = application;
        this.database = database;
        this.commits = commits;
    }

    /** Returns at once. */
    void run(Runnable atEnd) {
        Thread.ofVirtual().start(() -> {
            try {
                handOnRequests();
            } catch (IOException ended) {
                // Either side is gone; the other learns of it now.
            } finally {
                close();
                atEnd.run();
            }
        });
        Thread.ofVirtual().start(() -> {
            try {
                handOnAnswers();
            } catch (IOException ended) {
                // As above.
            } finally {
                close();
            }
        });
    }

    private void handOnRequests() throws IOException {
        DataInputStream requests = new DataInputStream(application.getInputStream());
        OutputStream out = database.getOutputStream();
        byte[] header = new byte[HEADER];
        while (true) {
            requests.readFully(header);
            byte[] body = new byte[(header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16];
            requests.readFully(body);
            watch(body);
            byte[] packet = new byte[HEADER + body.length];
            System.arraycopy(header, 0, packet, 0, HEADER);
            System.arraycopy(body, 0, packet, HEADER, body.length);
            out.write(packet);
            out.flush();
        }
    }

    private void watch(byte[] body) throws IOException {
        if (isCommit(body)) {
            strike(commits.next(inserted));
            commits.passes(inserted);
            inserted = null;
        } else if (isRollback(body)) {
            inserted = null;
        } else if (inserted == null && insertsEvents(body)) {
            inserted = System.nanoTime();
        }
    }

    private void strike(@Nullable CommitFault struck) throws IOException {
        switch (struck) {
            case null -> { }
            case CommitFault.LostBefore() -> throw new EOFException("cut before the commit");
            case CommitFault.LostAfter() -> losesAnswer = true;
            case CommitFault.HeldBack(var time) -> LockSupport.parkNanos(TimeUnit.NANOSECONDS.convert(time));
        }
    }

    static boolean isCommit(byte[] body) {
        return body.length <= LONGEST_END && statement(body).endsWith("commit");
    }

    private static boolean isRollback(byte[] body) {
        return body.length <= LONGEST_END && statement(body).endsWith("rollback");
    }

    static boolean insertsEvents(byte[] body) {
        return statement(body).contains("insert into outbox ");
    }

    /** Between the command and its text there may be two bytes of query attributes. */
    private static String statement(byte[] body) {
        return body.length == 0 || body[0] != COM_QUERY ? ""
                : new String(body, 0, Math.min(body.length, LONGEST_END), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }

    private void handOnAnswers() throws IOException {
        InputStream answers = database.getInputStream();
        OutputStream out = application.getOutputStream();
        byte[] buffer = new byte[16_384];
        for (int read = answers.read(buffer); read >= 0 && !losesAnswer; read = answers.read(buffer)) {
            out.write(buffer, 0, read);
            out.flush();
        }
    }

    void close() {
        for (Socket socket : new Socket[] {application, database}) {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                continue;
            }
        }
    }
}
