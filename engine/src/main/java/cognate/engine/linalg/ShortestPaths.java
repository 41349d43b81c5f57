package cognate.engine.linalg;

import java.util.Arrays;

/**
 * Assigns all rows of a matrix with at least as many columns. Column prices v keep {@code cost[i, j] - v[j]} of every
 * assigned pair at the minimum of its row; a free column has price 0, or its own minimum in a square matrix.
 */
final class ShortestPaths {
    /** Row reduction may displace rows this many times the number of rows; what is left is cheaper by paths. */
    private static final int REDUCTIONS = 4;

    private final int rows;
    private final int columns;
    private final double[] cost;
    private final double[] price;
    private final int[] columnOfRow;
    private final int[] rowOfColumn;
    private final double[] distance;
    private final int[] predecessor;
    /** Columns in three stretches: reached and scanned, reached, not reached. */
    private final int[] queue;

    ShortestPaths(Matrix matrix) {
        rows = matrix.rows();
        columns = matrix.columns();
        cost = matrix.array();
        price = new double[columns];
        columnOfRow = new int[rows];
        rowOfColumn = new int[columns];
        distance = new double[columns];
        predecessor = new int[columns];
        queue = new int[columns];
        Arrays.fill(columnOfRow, -1);
        Arrays.fill(rowOfColumn, -1);
    }

    /** The column of each row. */
    int[] solve() {
        if (rows == columns) {
            reduceColumns();
        }
        int[] free = new int[rows];
        int count = 0;
        for (int i = 0; i < rows; i++) {
            if (columnOfRow[i] < 0) {
                free[count++] = i;
            }
        }
        count = reduceRows(free, count);
        count = reduceRows(free, count);
        for (int f = 0; f < count; f++) {
            augment(free[f]);
        }
        return columnOfRow;
    }

    /** Prices every column at its least cost and assigns it to the first such row, if that is free. */
    private void reduceColumns() {
        int[] least = new int[columns];
        if (rows > 0) {
            System.arraycopy(cost, 0, price, 0, columns);
        }
        for (int i = 1; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                if (cost[i * columns + j] < price[j]) {
                    price[j] = cost[i * columns + j];
                    least[j] = i;
                }
            }
        }
        for (int j = 0; j < columns; j++) {
            if (columnOfRow[least[j]] < 0) {
                assign(least[j], j);
            }
        }
    }

    private void assign(int i, int j) {
        columnOfRow[i] = j;
        rowOfColumn[j] = i;
    }

    /**
     * Gives each free row its cheapest column, whose price falls until the next best is as good; returns who is left.
     */
    private int reduceRows(int[] free, int count) {
        int left = 0;
        int budget = REDUCTIONS * rows;
        int next = 0;
        while (next < count) {
            int i = free[next++];
            int best = -1;
            int second = -1;
            double least = Double.POSITIVE_INFINITY;
            double other = Double.POSITIVE_INFINITY;
            for (int j = 0; j < columns; j++) {
                double reduced = cost[i * columns + j] - price[j];
                if (reduced < other) {
                    if (reduced < least) {
                        other = least;
                        second = best;
                        least = reduced;
                        best = j;
                    } else {
                        other = reduced;
                        second = j;
                    }
                }
            }
            double lowered = second < 0 ? price[best] : price[best] - (other - least);
            boolean falls = lowered < price[best];
            if (!falls && rowOfColumn[best] >= 0 && second >= 0 && other == least) {
                best = second;
            }
            int displaced = rowOfColumn[best];
            if (falls) {
                price[best] = lowered;
            }
            assign(i, best);
            if (displaced >= 0) {
                columnOfRow[displaced] = -1;
                if (falls && budget-- > 0) {
                    free[--next] = displaced;
                } else {
                    free[left++] = displaced;
                }
            }
        }
        return left;
    }

    /** Assigns a free row along the shortest alternating path to a free column (Dijkstra), and adjusts the prices. */
    private void augment(int start) {
        for (int j = 0; j < columns; j++) {
            distance[j] = cost[start * columns + j] - price[j];
            predecessor[j] = start;
            queue[j] = j;
        }
        int scanned = 0;
        int reached = 0;
        double minimum = 0;
        int end = -1;
        while (end < 0) {
            if (scanned == reached) {
                minimum = distance[queue[reached]];
                for (int q = reached; q < columns; q++) {
                    int j = queue[q];
                    if (distance[j] <= minimum) {
                        if (distance[j] < minimum) {
                            minimum = distance[j];
                            reached = scanned;
                        }
                        queue[q] = queue[reached];
                        queue[reached++] = j;
                    }
                }
                for (int q = scanned; q < reached && end < 0; q++) {
                    end = rowOfColumn[queue[q]] < 0 ? queue[q] : -1;
                }
            }
            if (end < 0) {
                int from = queue[scanned++];
                int i = rowOfColumn[from];
                double base = cost[i * columns + from] - price[from] - minimum;
                for (int q = reached; q < columns; q++) {
                    int j = queue[q];
                    double length = cost[i * columns + j] - price[j] - base;
                    if (length < distance[j]) {
                        distance[j] = length;
                        predecessor[j] = i;
                        if (length <= minimum) {
                            if (rowOfColumn[j] < 0) {
                                end = j;
                                break;
                            }
                            queue[q] = queue[reached];
                            queue[reached++] = j;
                        }
                    }
                }
            }
        }
        for (int q = 0; q < scanned; q++) {
            price[queue[q]] += distance[queue[q]] - minimum;
        }
        int i;
        do {
            i = predecessor[end];
            rowOfColumn[end] = i;
            int swap = columnOfRow[i];
            columnOfRow[i] = end;
            end = swap;
        } while (i != start);
    }
}
