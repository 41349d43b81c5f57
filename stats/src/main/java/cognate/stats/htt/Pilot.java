package cognate.stats.htt;

import cognate.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A population from which studies of other sizes are drawn, block by block with replacement. Blocks that hold the same
 * set of conditions are drawn from one another. A block that is drawn twice stands for two that are alike: two networks
 * of its copies get the similarity of one of them to a network of another block, never that to itself.
 */
final class Pilot {
    private final Design design;
    private final Similarity similarity;
    private final int[][] members; // of every block
    private final int[][] shapes; // blocks with the same conditions
    private final int[] largest; // of the conditions of each shape, its number of blocks

    /** A drawn study: of every network the pilot's, and the number of the draw that brought it. */
    record Study(int[] origin, int[] draw) {}

    private Pilot(Design design, Similarity similarity) {
        this.design = design;
        this.similarity = similarity;
        Map<Integer, List<Integer>> blocks = new LinkedHashMap<>();
        for (int i = 0; i < design.size(); i++) {
            blocks.computeIfAbsent(design.block(i), block -> new ArrayList<>()).add(i);
        }
        members = blocks.values().stream().map(Pilot::array).toArray(int[][]::new);
        int[] size = new int[design.conditions().size()];
        Map<TreeSet<Integer>, List<Integer>> byShape = new LinkedHashMap<>();
        for (int b = 0; b < members.length; b++) {
            TreeSet<Integer> shape = new TreeSet<>();
            Arrays.stream(members[b]).forEach(i -> shape.add(design.condition(i)));
            shape.forEach(c -> size[c]++);
            byShape.computeIfAbsent(shape, unused -> new ArrayList<>()).add(b);
        }
        shapes = byShape.values().stream().map(Pilot::array).toArray(int[][]::new);
        largest = byShape.keySet().stream()
                .mapToInt(shape -> shape.stream().mapToInt(c -> size[c]).max().orElseThrow())
                .toArray();
        for (int[] shape : shapes) {
            if (shape.length < 3) {
                throw new IllegalArgumentException("power: at least 3 independent networks of every condition in the"
                        + " pilot, found " + shape.length + " like " + design.name(members[shape[0]][0]));
            }
        }
    }

    static Pilot of(Design design, double[][] similarity) {
        return new Pilot(design, Similarity.of(similarity, design));
    }

    private static int[] array(List<Integer> list) {
        return list.stream().mapToInt(i -> i).toArray();
    }

    /** The blocks of every shape, each once. */
    int[][] pool() {
        return shapes;
    }

    /** As many blocks of every shape drawn with replacement, at least two different ones: another pilot. */
    int[][] redraw(RandomStream stream) {
        return Arrays.stream(shapes)
                .map(shape -> {
                    int[] drawn;
                    do {
                        drawn = draw(shape, shape.length, stream);
                    } while (Arrays.stream(drawn).distinct().count() < 2);
                    return drawn;
                })
                .toArray(int[][]::new);
    }

    /**
     * Splits a pool in two without a block in common, a share of the different blocks of every shape in the first one.
     */
    static int[][][] split(int[][] pool, double share, RandomStream stream) {
        int[][] first = new int[pool.length][];
        int[][] second = new int[pool.length][];
        for (int s = 0; s < pool.length; s++) {
            int[] different = Arrays.stream(pool[s]).distinct().toArray();
            stream.shuffle(different);
            int count = Split.share(share, different.length);
            int[] chosen = Arrays.copyOf(different, count);
            first[s] = Arrays.stream(pool[s])
                    .filter(b -> IntStream.of(chosen).anyMatch(c -> c == b))
                    .toArray();
            second[s] = Arrays.stream(pool[s])
                    .filter(b -> IntStream.of(chosen).noneMatch(c -> c == b))
                    .toArray();
        }
        return new int[][][] {first, second};
    }

    private static int[] draw(int[] from, int count, RandomStream stream) {
        return IntStream.generate(() -> from[stream.nextInt(from.length)])
                .limit(count)
                .toArray();
    }

    /** Draws a study with so many blocks of every condition; conditions that share blocks keep their proportions. */
    Study study(int[][] pool, int blocks, RandomStream stream) {
        List<Integer> origin = new ArrayList<>();
        List<Integer> draw = new ArrayList<>();
        int draws = 0;
        for (int s = 0; s < pool.length; s++) {
            int count = (int) StrictMath.rint(blocks * (double) shapes[s].length / largest[s]);
            for (int block : draw(pool[s], count, stream)) {
                for (int i : members[block]) {
                    origin.add(i);
                    draw.add(draws);
                }
                draws++;
            }
        }
        return new Study(array(origin), array(draw));
    }

    /** The networks of a study under names of their own. */
    Design design(Study study) {
        List<String> names = new ArrayList<>();
        List<String> blocks = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        List<String> strata = new ArrayList<>();
        for (int i = 0; i < study.origin.length; i++) {
            names.add(design.name(study.origin[i]) + "#" + study.draw[i]);
            blocks.add(Integer.toString(study.draw[i]));
            strata.add(Integer.toString(design.stratum(study.origin[i])));
            conditions.add(design.conditions().get(design.condition(study.origin[i])));
        }
        Design drawn = Design.of(names, conditions);
        return drawn.inBlocks(blocks).inStrata(strata);
    }

    /** The similarities [n, n] of a study's networks, as if no two draws had brought the same block. */
    double[][] similarity(Study study, RandomStream stream) {
        int n = study.origin.length;
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            matrix[i][i] = 1;
            for (int j = 0; j < i; j++) {
                int a = study.origin[i];
                int b = study.origin[j];
                boolean copies = study.draw[i] != study.draw[j] && blockOf(a) == blockOf(b);
                matrix[i][j] = similarity.of(a, copies ? stranger(b, stream) : b);
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }

    /** A network of the same condition and another block. */
    private int stranger(int network, RandomStream stream) {
        int[] others = IntStream.range(0, design.size())
                .filter(i -> design.condition(i) == design.condition(network) && blockOf(i) != blockOf(network))
                .toArray();
        return others[stream.nextInt(others.length)];
    }

    private int blockOf(int network) {
        return design.block(network);
    }

    /** The pilot's own similarities of two studies' networks, [rows, columns]. */
    double[] between(Study rows, Study columns) {
        return similarity.select(rows.origin, columns.origin);
    }

    /**
     * The numbers of the conditions of a study's networks in another study's design: a study meets conditions in the
     * order of its blocks, which is not the pilot's.
     */
    int[] labels(Study study, Design of) {
        return Arrays.stream(study.origin)
                .map(i -> of.conditions().indexOf(design.conditions().get(design.condition(i))))
                .toArray();
    }
}
