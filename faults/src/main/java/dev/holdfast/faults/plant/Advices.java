package dev.holdfast.faults.plant;

import dev.holdfast.outbox.OutboxEvent;
import dev.holdfast.outbox.OutboxRow;
import java.util.List;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Code that is copied into the product's methods. What it calls must be public, and the class into which it is copied must not be named:
 * it would be loaded while it is being changed.
 */
final class Advices {

    private Advices() {
    }

    static final class Rewritten {

        private Rewritten() {
        }

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 0, readOnly = false) String sql) {
            sql = Statements.rewritten(sql);
        }
    }

    static final class Deferred {

        private Deferred() {
        }

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.This Object outbox, @Advice.Argument(0) List<OutboxEvent> events) {
            return Misdeeds.defer(outbox, events);
        }
    }

    static final class Forgotten {

        private Forgotten() {
        }

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 0, readOnly = false) List<OutboxEvent> events) {
            events = Misdeeds.forgetReleases(events);
        }
    }

    static final class AboveTheLast {

        private AboveTheLast() {
        }

        @Advice.OnMethodExit
        static void exit(@Advice.Argument(0) int lane, @Advice.Return(readOnly = false) List<OutboxRow> rows) {
            rows = Misdeeds.aboveTheLast(lane, rows);
        }
    }

    static final class NoProgress {

        private NoProgress() {
        }

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object reading) {
            reading = Misdeeds.noProgress();
        }
    }

    static final class ProgressAhead {

        private ProgressAhead() {
        }

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(1) ProducerRecord<byte[], byte[]> progress) {
            Misdeeds.publishAhead(progress);
        }
    }

    static final class OwnId {

        private OwnId() {
        }

        @Advice.OnMethodExit
        static void exit(@Advice.Return Map<String, Object> settings) {
            Misdeeds.takeOwnId(settings);
        }
    }

    static final class LosesLock {

        private LosesLock() {
        }

        @Advice.OnMethodEnter
        static void enter() {
            Misdeeds.loseLock();
        }
    }

    static final class CommitsFirst {

        private CommitsFirst() {
        }

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(0) TransactionStatus transaction, @Advice.Argument(1) Throwable failure) {
            Misdeeds.commitAfterLostLock(transaction, failure);
        }
    }

    static final class FreshIds {

        private FreshIds() {
        }

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 1, readOnly = false) List<Long> ids) {
            ids = Misdeeds.freshIds(ids);
        }
    }

    static final class NotThere {

        private NotThere() {
        }

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean there) {
            there = false;
        }
    }

    static final class RolledBack {

        private RolledBack() {
        }

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.Argument(0) DefaultTransactionStatus transaction) {
            return Misdeeds.rollsBackInstead(transaction);
        }
    }

    static final class Dropped {

        private Dropped() {
        }

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object outcome) {
            outcome = Misdeeds.noEffect();
        }
    }

    static final class Twice {

        private Twice() {
        }

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 0, readOnly = false) int units) {
            units = units == 1 ? 2 : units;
        }
    }
}
