package dev.holdfast.api.payment.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** Verifies the bytes of each {@link Signed} body before the JSON reader sees them. */
@ControllerAdvice
final class SignedBodies extends RequestBodyAdviceAdapter {

    private final Signatures signatures;

    SignedBodies(Signatures signatures) {
        this.signatures = signatures;
    }

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return parameter.hasParameterAnnotation(Signed.class);
    }

    /** @throws SignatureRefused if it is not genuine */
    @Override
    public HttpInputMessage beforeBodyRead(HttpInputMessage message, MethodParameter parameter, Type type,
            Class<? extends HttpMessageConverter<?>> converter) throws IOException {
        byte[] body = message.getBody().readAllBytes();
        verify(message.getHeaders(), body, parameter);
        return new Verified(message.getHeaders(), body);
    }

    /** An empty body as well: who does not sign is not told what a body must have. */
    @Override
    public @Nullable Object handleEmptyBody(@Nullable Object body, HttpInputMessage message, MethodParameter parameter, Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        verify(message.getHeaders(), new byte[0], parameter);
        return body;
    }

    private void verify(HttpHeaders headers, byte[] body, MethodParameter parameter) {
        Signed.By by = Objects.requireNonNull(parameter.getParameterAnnotation(Signed.class)).value();
        signatures.fault(by, headers, body).ifPresent(fault -> {
            throw new SignatureRefused(by, fault);
        });
    }

    private static final class Verified implements HttpInputMessage {

        private final HttpHeaders headers;
        private final byte[] body;

        Verified(HttpHeaders headers, byte[] body) {
            this.headers = headers;
            this.body = body;
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }
}
