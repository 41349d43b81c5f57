package cognate.models.wiring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.autograd.Tape;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Activation;
import cognate.models.layer.AvgPool2d;
import cognate.models.layer.BatchNorm1d;
import cognate.models.layer.BatchNorm2d;
import cognate.models.layer.Conv1d;
import cognate.models.layer.Conv2d;
import cognate.models.layer.Dropout;
import cognate.models.layer.Embedding;
import cognate.models.layer.Flatten;
import cognate.models.layer.GlobalAvgPool2d;
import cognate.models.layer.GroupNorm;
import cognate.models.layer.Gru;
import cognate.models.layer.Initialization;
import cognate.models.layer.LastStep;
import cognate.models.layer.Layer;
import cognate.models.layer.LayerNorm;
import cognate.models.layer.Linear;
import cognate.models.layer.Lstm;
import cognate.models.layer.MaxPool2d;
import cognate.models.layer.Rnn;
import cognate.models.layer.Sequential;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WiringTest {
    private static final RandomStream RANDOM = RandomStream.of(1).split("wiring");

    private static Activation of(Activation.Kind kind) {
        return new Activation(kind);
    }

    private static Layer relu() {
        return of(Activation.Kind.RELU);
    }

    /** What the layers stand for, each with the shape of an example and the sizes of its groups. */
    private enum Family {
        RELU(new int[] {6}, 5, 4) {
            @Override
            Sequential network() {
                return new Sequential(linear(6, 5), relu(), linear(5, 4), relu(), linear(4, 3));
            }
        },
        TANH(new int[] {6}, 5, 4) {
            @Override
            Sequential network() {
                return new Sequential(
                        linear(6, 5), of(Activation.Kind.TANH), linear(5, 4), of(Activation.Kind.TANH), linear(4, 3));
            }
        },
        SIGMOID(new int[] {6}, 5) {
            @Override
            Sequential network() {
                return new Sequential(linear(6, 5), of(Activation.Kind.SIGMOID), linear(5, 3));
            }
        },
        LEAKY(new int[] {6}, 5) {
            @Override
            Sequential network() {
                return new Sequential(
                        linear(6, 5), new Dropout(0.5f, RANDOM), of(Activation.Kind.LEAKY_RELU), linear(5, 3));
            }
        },
        CONVOLUTIONS(new int[] {2, 8, 8}, 4, 5, 6) {
            @Override
            Sequential network() {
                return new Sequential(
                        new Conv2d(2, 4, 3, 1, RANDOM.split("a")),
                        relu(),
                        new MaxPool2d(2),
                        new Conv2d(4, 5, 3, 1, RANDOM.split("b")),
                        relu(),
                        new AvgPool2d(2),
                        new Flatten(),
                        linear(20, 6),
                        relu(),
                        linear(6, 3));
            }
        },
        BATCH_NORM(new int[] {2, 6, 6}, 4, 5) {
            @Override
            Sequential network() {
                return new Sequential(
                        new Conv2d(2, 4, 3, 1, RANDOM.split("a")),
                        new BatchNorm2d(4),
                        relu(),
                        new Conv2d(4, 5, 3, 1, RANDOM.split("b")),
                        new BatchNorm2d(5),
                        relu(),
                        new GlobalAvgPool2d(),
                        new Flatten(),
                        linear(5, 3));
            }
        },
        RNN_TANH(new int[] {4, 3}, 5, 5) {
            @Override
            Sequential network() {
                return new Sequential(new Rnn(3, 5, 2, false, RANDOM), new LastStep(), linear(5, 3));
            }
        },
        RNN_RELU(new int[] {4, 3}, 5) {
            @Override
            Sequential network() {
                return new Sequential(new Rnn(3, 5, 1, true, RANDOM), new LastStep(), linear(5, 3));
            }
        },
        LSTM(new int[] {4, 3}, 5, 5) {
            @Override
            Sequential network() {
                return new Sequential(new Lstm(3, 5, 2, RANDOM), new LastStep(), linear(5, 3));
            }
        },
        ALL_STEPS(new int[] {4, 3}, 5) {
            @Override
            Sequential network() {
                return new Sequential(new Gru(3, 5, 1, RANDOM), new Flatten(), linear(20, 3));
            }
        },
        LINEAR_PER_STEP(new int[] {4, 3}, 5, 6) {
            @Override
            Sequential network() {
                return new Sequential(new Gru(3, 5, 1, RANDOM), linear(5, 6), relu(), new Flatten(), linear(24, 3));
            }
        },
        GROUPED(new int[] {2, 6, 6}, 2, 2, 3, 3) {
            @Override
            Sequential network() {
                return new Sequential(
                        new Conv2d(2, 4, 3, 1, RANDOM.split("a")),
                        relu(),
                        new Conv2d(drawn("b", 6, 2, 3, 3), drawn("c", 6), 1, 1, 1, 2),
                        relu(),
                        new Flatten(),
                        linear(216, 3));
            }
        },
        CONVOLUTIONS_1D(new int[] {2, 9}, 4, 6) {
            @Override
            Sequential network() {
                return new Sequential(
                        new Conv1d(drawn("a", 4, 2, 3), drawn("b", 4), 1, 1, 1, 1),
                        of(Activation.Kind.TANH),
                        new Conv1d(drawn("c", 6, 4, 3), null, 1, 1, 1, 1),
                        relu(),
                        new Flatten(),
                        linear(54, 3));
            }
        },
        LAYER_NORM(new int[] {6}, 5) {
            @Override
            Sequential network() {
                return new Sequential(linear(6, 5), new LayerNorm(5), relu(), linear(5, 3));
            }
        },
        LAYER_NORM_OF_IMAGES(new int[] {2, 4, 4}, 5) {
            @Override
            Sequential network() {
                return new Sequential(
                        new Conv2d(2, 5, 3, 1, RANDOM), new Flatten(), new LayerNorm(80), relu(), linear(80, 3));
            }
        },
        BATCH_NORM_OF_FLATTENED(new int[] {2, 4, 4}, 5) {
            @Override
            Sequential network() {
                return new Sequential(
                        new Conv2d(2, 5, 3, 1, RANDOM), new Flatten(), new BatchNorm1d(80), relu(), linear(80, 3));
            }
        },
        GROUP_NORM(new int[] {2, 4, 4}, 3, 3) {
            @Override
            Sequential network() {
                return new Sequential(
                        new Conv2d(2, 6, 3, 1, RANDOM), new GroupNorm(2, 6), relu(), new Flatten(), linear(96, 3));
            }
        },
        BOTH_DIRECTIONS(new int[] {4, 3}, 5, 5, 5, 5) {
            @Override
            Sequential network() {
                Map<String, Tensor> tensors = new LinkedHashMap<>();
                for (String end : List.of("l0", "l0_reverse", "l1", "l1_reverse")) {
                    tensors.put("weight_ih_" + end, drawn(end + "i", 15, end.startsWith("l0") ? 3 : 10));
                    tensors.put("weight_hh_" + end, drawn(end + "h", 15, 5));
                }
                return new Sequential(new Gru(tensors), new LastStep(), linear(10, 3));
            }
        },
        EMBEDDED(new int[] {4}, 5, 6) {
            @Override
            Sequential network() {
                return new Sequential(
                        new Embedding(7, 5, RANDOM), new Gru(5, 6, 1, RANDOM), new LastStep(), linear(6, 3));
            }
        };

        private final int[] input;
        private final List<Integer> groups;

        Family(int[] input, Integer... groups) {
            this.input = input;
            this.groups = List.of(groups);
        }

        abstract Sequential network();

        static Linear linear(int in, int out) {
            return new Linear(in, out, true, RANDOM.split(in * 100 + out));
        }

        static Tensor drawn(String name, int... dims) {
            Tensor tensor = Tensor.zeros(dims);
            Initialization.uniform(tensor, 0.5f, RANDOM.split(name));
            return tensor;
        }

        /** Whether a common scale of all units passes, which is no symmetry of each by itself. */
        boolean passesCommonScales() {
            return List.of(LAYER_NORM, LAYER_NORM_OF_IMAGES, GROUP_NORM).contains(this);
        }

        /** A network in evaluation, whose statistics are not those of the start. */
        Sequential filled() {
            Sequential network = network();
            network.state().forEach((name, tensor) -> {
                if (tensor.rank() == 1) {
                    for (int i = 0; i < tensor.size(); i++) {
                        tensor.set(0.2f + RANDOM.split(name).split(i).nextFloat(), i);
                    }
                }
            });
            network.train(false);
            return network;
        }

        float[] outputs(Sequential network) {
            int n = 8;
            int[] dims = new int[input.length + 1];
            dims[0] = n;
            System.arraycopy(input, 0, dims, 1, input.length);
            Tensor x = Tensor.zeros(dims);
            RandomStream draws = RandomStream.of(5);
            for (int i = 0; i < x.size(); i++) {
                x.array()[i] = this == EMBEDDED ? draws.nextInt(7) : draws.nextFloat() - 0.5f;
            }
            try (Tape tape = Tape.evaluating(Workers.single())) {
                return network.forward(tape, tape.constant(x)).value().toArray();
            }
        }
    }

    private static int[] identity(Wiring wiring) {
        return IntStream.range(0, wiring.size()).toArray();
    }

    private static double[] ones(Wiring wiring) {
        return IntStream.range(0, wiring.size()).mapToDouble(i -> 1).toArray();
    }

    private static void shuffle(Group group, int[] order, RandomStream random) {
        int[] moved = group.units().clone();
        random.shuffle(moved);
        for (int i = 0; i < moved.length; i++) {
            order[group.units()[i]] = moved[i];
        }
    }

    @ParameterizedTest
    @EnumSource
    void groupsAreTheHiddenUnits(Family family) {
        assertEquals(
                family.groups,
                Wiring.of(family.network()).groups().stream().map(Group::size).toList());
    }

    /** Every unit in another place, with another scale and sign as far as its group has the symmetry. */
    @ParameterizedTest
    @EnumSource
    void movedUnitsComputeTheSame(Family family) {
        for (int seed = 0; seed < 5; seed++) {
            Sequential network = family.filled();
            float[] expected = family.outputs(network);
            Wiring wiring = Wiring.of(network);
            int[] order = identity(wiring);
            double[] factors = ones(wiring);
            RandomStream random = RandomStream.of(seed);
            for (Group group : wiring.groups()) {
                shuffle(group, order, random);
                for (int unit : group.units()) {
                    factors[unit] *= group.symmetries().contains(Symmetry.SCALE) ? 0.3 + 3 * random.nextFloat() : 1;
                    factors[unit] *= group.symmetries().contains(Symmetry.SIGN) && random.nextInt(2) == 0 ? -1 : 1;
                }
            }
            UnitTransform.apply(wiring, order, factors);
            assertArrayEquals(expected, family.outputs(network), 2e-6f);
            assertTrue(IntStream.range(0, order.length).anyMatch(i -> order[i] != i));
        }
    }

    /** The symmetries that are claimed are all there are of these. */
    @ParameterizedTest
    @EnumSource
    void otherFactorsChangeTheFunction(Family family) {
        for (Group group : Wiring.of(family.network()).groups()) {
            for (Symmetry symmetry : Symmetry.values()) {
                if (symmetry == Symmetry.SCALE && family.passesCommonScales()) {
                    continue;
                }
                Sequential network = family.filled();
                float[] expected = family.outputs(network);
                Wiring wiring = Wiring.of(network);
                double[] factors = ones(wiring);
                for (int unit : group.units()) {
                    factors[unit] = symmetry == Symmetry.SCALE ? 2 : -1;
                }
                UnitTransform.apply(wiring, identity(wiring), factors);
                float[] found = family.outputs(network);
                double largest = IntStream.range(0, found.length)
                        .mapToDouble(i -> Math.abs(found[i] - expected[i]))
                        .max()
                        .orElseThrow();
                assertEquals(!group.symmetries().contains(symmetry), !(largest <= 1e-5), family + " " + symmetry);
            }
        }
    }

    @Test
    void tiesHaveTheNamesOfTheirTensors() {
        for (Family family : Family.values()) {
            Sequential network = family.network();
            assertEquals(
                    Set.copyOf(network.state().keySet()),
                    Wiring.of(network).ties().stream().map(Tie::name).collect(Collectors.toSet()));
        }
    }

    @Test
    void symmetriesOfGroups() {
        assertEquals(
                Set.of(Symmetry.SCALE),
                Wiring.of(Family.RELU.network()).groups().get(0).symmetries());
        assertEquals(
                Set.of(Symmetry.SIGN),
                Wiring.of(Family.RNN_TANH.network()).groups().get(1).symmetries());
        assertEquals(Set.of(), Wiring.of(Family.LSTM.network()).groups().get(0).symmetries());
    }

    /** x → a + b, where b is a path of its own; the stream's units are those of a, of b's end, and of what it feeds. */
    @Test
    void aSumMakesUnitsTheSame() {
        Wiring wiring = Wiring.of((w, in) -> {
            Space stream = w.units(4);
            w.weight("w", Tensor.zeros(4, 3), stream, in);
            Space hidden = w.units(6);
            w.weight("w", Tensor.zeros(6, 4), hidden, stream);
            Space back = w.units(4);
            w.weight("w", Tensor.zeros(4, 6), back, w.passing(hidden, Set.of(Symmetry.SCALE)));
            Space sum = w.passing(w.sum(stream, back), Set.of(Symmetry.SCALE));
            Space out = w.units(2);
            w.weight("w", Tensor.zeros(2, 4), out, sum);
            return out;
        });
        assertEquals(List.of(4, 6), wiring.groups().stream().map(Group::size).toList());
        assertEquals(Set.of(Symmetry.SCALE), wiring.groups().get(0).symmetries());
        assertEquals(
                wiring.ties().get(0).rows().unit(2), wiring.ties().get(2).rows().unit(2));
        assertEquals(wiring.ties().get(0).rows().unit(2), wiring.ties().get(3).unitOfColumn(2));
    }

    @Test
    void aSumWithInputsIsFixed() {
        Wiring wiring = Wiring.of((w, in) -> {
            Space hidden = w.units(6);
            w.weight("w", Tensor.zeros(6, 4), hidden, in);
            Space back = w.units(4);
            w.weight("w", Tensor.zeros(4, 6), back, hidden);
            Space out = w.units(2);
            w.weight("w", Tensor.zeros(2, 4), out, w.sum(in, back));
            return out;
        });
        assertEquals(List.of(6), wiring.groups().stream().map(Group::size).toList());
        assertEquals(Space.FIXED, wiring.ties().get(1).rows());
    }

    /** Of a shortcut that is padded, the old units are tied to their places, and the new ones change places alone. */
    @Test
    void paddedUnitsAreAGroupOfTheirOwn() {
        Wiring wiring = Wiring.of((w, in) -> {
            Space narrow = w.units(3);
            w.weight("w", Tensor.zeros(3, 2), narrow, in);
            Space path = w.units(7);
            w.weight("w", Tensor.zeros(7, 3), path, narrow);
            Space sum = w.sum(w.pad(narrow, 2, 2), path);
            Space out = w.units(2);
            w.weight("w", Tensor.zeros(2, 7), out, sum);
            return out;
        });
        assertEquals(
                List.of(3, 4),
                wiring.groups().stream().map(Group::size).sorted().toList());
        assertEquals(
                wiring.ties().get(0).rows().unit(1), wiring.ties().get(1).rows().unit(3));
    }

    @Test
    void weightsThatDoNotFit() {
        assertEquals(
                "wiring: expected columns that are a multiple of 5 units, found [3, 7]",
                assertThrows(
                                ShapeException.class,
                                () -> Wiring.of(new Sequential(Family.linear(6, 5), Family.linear(7, 3))))
                        .getMessage());
        assertThrows(ShapeException.class, () -> Wiring.of((w, in) -> w.sum(w.units(3), w.units(4))));
    }
}
