package dev.holdfast.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class BarPictureTest {

    @Test
    void aBarThatStandsForTenTimesAsMuchIsLongerByTheSameAmount() throws Exception {
        Document svg = parse(BarPicture.of("Holds & more", "a <subtitle>",
                List.of(new BarPicture.Bar("a", 10_000), new BarPicture.Bar("b", 1_000), new BarPicture.Bar("c", 100))));
        NodeList bars = svg.getElementsByTagName("rect");
        double[] widths = IntStream.range(0, bars.getLength())
                .mapToDouble(i -> Double.parseDouble(((Element) bars.item(i)).getAttribute("width"))).toArray();
        assertThat(widths[0] - widths[1]).isPositive().isEqualTo(widths[1] - widths[2]);
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).isEqualTo("a: 10,000; b: 1,000; c: 100");
    }

    @Test
    void theSmallestBarCanBeSeen() throws Exception {
        NodeList bars = parse(BarPicture.of("t", "s", List.of(new BarPicture.Bar("a", 1_000), new BarPicture.Bar("b", 100))))
                .getElementsByTagName("rect");
        assertThat(Double.parseDouble(((Element) bars.item(1)).getAttribute("width"))).isGreaterThan(20);
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
