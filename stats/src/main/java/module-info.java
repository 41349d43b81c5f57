/** From measurements to conclusions: tests, hypothesis-training-testing, experiments, reports, the command line. */
module cognate.stats {
    requires transitive cognate.similarity;
    requires java.management;
    requires jdk.incubator.vector;

    exports cognate.stats.distribution;
    exports cognate.stats.test;
    exports cognate.stats.htt;
}
