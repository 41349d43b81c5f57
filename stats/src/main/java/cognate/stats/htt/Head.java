package cognate.stats.htt;

/** What was learned from training networks: it names the class of a network and brings it to a vector. */
interface Head {
    /** The class of each of m networks, given their similarities [m, n] to the n training networks. */
    int[] predict(double[] similarity);

    /** A vector for each of m networks, [m, width], of which networks of one class have much alike directions. */
    double[] represent(double[] similarity);

    /** The length of a vector. */
    int width();
}
