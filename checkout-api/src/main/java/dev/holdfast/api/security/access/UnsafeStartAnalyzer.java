package dev.holdfast.api.security.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Has Spring Boot print what is wrong and what to do, in place of a stack trace. */
final class UnsafeStartAnalyzer extends AbstractFailureAnalyzer<UnsafeStart> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnsafeStart unsafe) {
        return new FailureAnalysis(String.valueOf(unsafe.getMessage()), unsafe.nextStep(), unsafe);
    }
}
