package dev.holdfast.audit.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IndexTest {

    @Test
    void idsAreNumberedAsTheyComeAndFoundAgain() {
        LongIndex index = new LongIndex(0);
        // The lowest ten bits of ids are those of the product.
        IntStream.range(0, 10_000).forEach(n -> assertThat(index.add(n * 1024L + 1)).isEqualTo(n));
        IntStream.range(0, 10_000).forEach(n -> assertThat(index.find(n * 1024L + 1)).isEqualTo(n));
        assertThat(index.add(1025)).isEqualTo(1);
        assertThat(index.find(1026)).isEqualTo(-1);
        assertThat(index.size()).isEqualTo(10_000);
        assertThat(index.key(2)).isEqualTo(2049);
    }

    @Test
    void textsAreNumberedAsTheyComeAndFoundAgain() {
        TextIndex index = new TextIndex(0);
        IntStream.range(0, 10_000).forEach(n -> assertThat(index.add("schlüssel-" + n)).isEqualTo(n));
        IntStream.range(0, 10_000).forEach(n -> assertThat(index.find("schlüssel-" + n)).isEqualTo(n));
        assertThat(index.add("schlüssel-7")).isEqualTo(7);
        assertThat(index.find("")).isEqualTo(-1);
        assertThat(index.text(9_999)).isEqualTo("schlüssel-9999");
        assertThat(index.add("")).isEqualTo(10_000);
        assertThat(index.text(10_000)).isEmpty();
    }
}
