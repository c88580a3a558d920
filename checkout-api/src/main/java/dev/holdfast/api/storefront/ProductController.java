package dev.holdfast.api.storefront;

import dev.holdfast.api.groupcommit.SharedReads;
import dev.holdfast.api.problem.Problem;
import dev.holdfast.api.problem.ProblemType;
import dev.holdfast.api.request.ResourceId;
import dev.holdfast.checkout.FindCheckouts;
import dev.holdfast.checkout.product.ProductOnSale;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is for sale, and how much of it is left. */
@RestController
@RequestMapping(path = "/api/products", produces = MediaType.APPLICATION_JSON_VALUE)
final class ProductController {

    private static final String LIMITS = "must be from 1 to 200";

    private final FindCheckouts find;
    private final SharedReads<Optional<ProductOnSale>> products;

    ProductController(FindCheckouts find, SharedReads<Optional<ProductOnSale>> products) {
        this.find = find;
        this.products = products;
    }

    /** A page by rising id; the next one begins {@code after} the last id of this one. */
    @GetMapping
    List<ProductAnswer> list(
            @RequestParam(defaultValue = "0") @Min(value = 0, message = "must be 0 or more") long after,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = LIMITS) @Max(value = 200, message = LIMITS) int limit) {
        return find.products(after, limit).stream().map(ProductAnswer::of).toList();
    }

    @GetMapping("/{id}")
    ResponseEntity<?> show(@PathVariable @ResourceId long id) {
        Optional<ProductAnswer> product = products.read(id).map(ProductAnswer::of);
        return product.isPresent() ? ResponseEntity.ok(product.get()) : notFound(id);
    }

    static ResponseEntity<?> notFound(long id) {
        return Problem.of(ProblemType.PRODUCT_NOT_FOUND, "There is no product %d; GET /api/products lists those that are.".formatted(id))
                .with("product_id", id).answer();
    }
}
