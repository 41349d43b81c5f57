package cognate.stats.htt;

import java.util.List;

/**
 * The outcome of hypothesis-training-testing.
 *
 * @param conditions what the networks were trained under, in the order of first appearance
 * @param split which networks trained the head and which were held out
 * @param heldOut the design of the held-out networks
 * @param classification whether the conditions can be told apart
 * @param otherHead the same by the head that does not give the verdict, trained on the same networks
 * @param distance whether networks of one condition lie closer together; null if no condition has two held-out networks
 *     of different blocks
 * @param shuffled the check for leakage by labels drawn at random
 * @param accuracies of twenty splits, the first of them this one; the others have the next seeds
 * @param settings what it was computed with
 */
public record HttResult(
        List<String> conditions,
        Split split,
        Design heldOut,
        Classification classification,
        Classification otherHead,
        Distance distance,
        LeakCheck shuffled,
        List<Double> accuracies,
        HttSettings settings) {}
