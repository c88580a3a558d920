package dev.holdfast.fuzz;

import dev.holdfast.fuzz.request.Request;

/**
 * Something that should not have happened.
 *
 * @param number of the request in its run, from 1
 * @param way    in which the request was wrong
 * @param what   is wrong with the answer, or what a refusal has changed
 */
public record Finding(long number, String way, Request request, String what) {

    /** @return what all requests that find the same have in common */
    String kind() {
        return request.operation() + way + what.replaceAll("[0-9a-f-]{6,}|[0-9]+", "#");
    }

    /** @param base of the API's address, such as {@code http://127.0.0.1:8080} */
    String told(String base) {
        return "request %d, %s: %s%n  %s".formatted(number, way, what, request.curl(base));
    }
}
