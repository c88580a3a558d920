package dev.holdfast.audit.sale;

import dev.holdfast.audit.contract.CommittedTransaction;

/** Is told of everything that happens in a sale, in order. */
public interface Sink {

    void committed(CommittedTransaction transaction);

    /** @param line of a client's log */
    void logged(String line);
}
