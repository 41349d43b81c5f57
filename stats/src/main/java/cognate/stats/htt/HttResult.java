package cognate.stats.htt;

import java.util.List;

/**
 * The outcome of hypothesis-training-testing.
 *
 * @param conditions     what the networks were trained under, in the order of first appearance
 * @param split          which networks trained the head and which were held out
 * @param classification whether the conditions can be told apart
 * @param distance       whether networks of one condition lie closer together
 * @param shuffled       the check: labels permuted within training and held-out networks, the head trained again; at
 *                       chance up to luck
 * @param settings       what it was computed with
 */
public record HttResult(
        List<String> conditions,
        Split split,
        Classification classification,
        Distance distance,
        Classification shuffled,
        HttSettings settings) {
    /** Whether the hypothesis that weights carry no information about the condition is rejected by classification. */
    public boolean rejected() {
        return classification.pValue() <= settings.alpha();
    }
}
