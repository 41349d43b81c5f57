package cognate.similarity.representation;

import cognate.engine.parallel.Workers;
import java.util.List;

/**
 * The dissimilarities of all pairs of inputs on both sides.
 *
 * @param x of side X, row by row, as {@link Dissimilarity#pairs} has them
 * @param y of side Y
 * @param notes what there is to say of rows without direction
 */
record Dissimilarities(Dissimilarity.Kind kind, double[] x, double[] y, List<String> notes) {
    static Dissimilarities of(Representation x, Representation y, Dissimilarity.Kind kind, Workers workers) {
        Dissimilarity ofX = Dissimilarity.of(x, kind);
        Dissimilarity ofY = Dissimilarity.of(y, kind);
        return new Dissimilarities(kind, ofX.pairs(workers), ofY.pairs(workers), notes(ofX, ofY));
    }

    static List<String> notes(Dissimilarity x, Dissimilarity y) {
        String rows = x.kind() == Dissimilarity.Kind.COSINE ? "rows of zeros" : "constant rows";
        return x.dead() + y.dead() == 0
                ? List.of()
                : List.of(x.dead() + " and " + y.dead() + " " + rows + " of X and Y count as 1 away from every other");
    }
}
