/**
 * How the weights of a network hang between spaces of units. Every layer says it of itself ({@code Layer.wire}); what
 * permutes, rescales, matches or folds units works on the ties and groups of a {@link cognate.models.wiring.Wiring} and
 * knows no layer.
 */
package cognate.models.wiring;
