package cognate.similarity.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.models.layer.Sequential;
import cognate.similarity.Mlps;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepresentationTest {
    private static final Shape INPUT = Shape.of(12);

    @ParameterizedTest
    @CsvSource({"whole-chain, 0", "chain, 0", "chain, 1", "plain-chain, 2", "raw, 0"})
    void similaritiesAreSymmetricWithOnesAndTheBitsOfOneThread(String name, int depth) {
        List<Sequential> networks = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            networks.add(Mlps.random("mlp:12-7-3", 12, 3, i));
        }
        Representation representation = Representation.of(name, depth);
        double[][] expected = representation.similarity(networks.size(), networks::get, INPUT, Workers.single());
        try (Workers workers = Workers.of(3)) {
            assertArrayEquals(expected, representation.similarity(networks.size(), networks::get, INPUT, workers));
        }
        for (int i = 0; i < 9; i++) {
            assertEquals(1, expected[i][i]);
            for (int j = 0; j < i; j++) {
                assertEquals(expected[i][j], expected[j][i]);
                assertEquals(
                        representation
                                .feature(networks.get(i), INPUT)
                                .cosine(representation.feature(networks.get(j), INPUT)),
                        expected[i][j],
                        1e-15);
            }
        }
        assertEquals(name, representation.toString());
    }

    @Test
    void noDepthMeansTheDeepest() {
        Sequential a = Mlps.random("mlp:12-7-3", 12, 3, 1);
        Sequential b = Mlps.random("mlp:12-7-3", 12, 3, 2);
        assertEquals(cosine("chain", 2, a, b), cosine("chain", 0, a, b));
    }

    private static double cosine(String name, int depth, Sequential a, Sequential b) {
        Representation representation = Representation.of(name, depth);
        return representation.feature(a, INPUT).cosine(representation.feature(b, INPUT));
    }

    @Test
    void requestsThatCannotBeMetAreNamed() {
        Sequential network = Mlps.random("mlp:12-7-3", 12, 3, 1);
        refused(
                "representation: expected one of [whole-chain, chain, plain-chain, raw], found 'gram'",
                () -> Representation.of("gram", 0));
        refused(
                "depth: expected a positive number with chain or plain-chain, found 1 with raw",
                () -> Representation.of("raw", 1));
        refused(
                "depth: expected 1 to 2, found 3",
                () -> Representation.of("chain", 3).feature(network, INPUT));
        network.state().get("2.weight").set(Float.NaN, 0, 0);
        refused(
                "2.weight: expected finite values, found NaN at element 0",
                () -> Representation.of("raw", 0).feature(network, INPUT));
    }

    private static void refused(String message, Runnable request) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, request::run).getMessage());
    }
}
