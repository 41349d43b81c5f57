package cognate.models.train;

/** What wants to know how far a population is; called from several threads; the default does nothing. */
public interface PopulationListener {
    /** A network was trained for one more epoch. */
    default void epoch(String task, long seed, Metrics metrics) {}

    /** A file of a network is not what was written there, and the network is trained again. */
    default void damaged(String message) {}

    /** A network is finished: trained now, or found finished from before. */
    default void finished(Population.Member member) {}
}
