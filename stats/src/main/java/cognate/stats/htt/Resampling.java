package cognate.stats.htt;

import cognate.engine.random.RandomStream;
import cognate.stats.test.Blocks;

/**
 * Draws bootstrap samples of networks: networks within their condition or, where networks are in blocks, whole blocks,
 * since the networks of a block depend on each other.
 */
record Resampling(Blocks strata, Blocks units) {
    static Resampling of(int[] labels, Blocks blocks) {
        return blocks.count() > 1 ? new Resampling(null, blocks) : new Resampling(Blocks.of(labels), null);
    }

    /** How often each network was drawn. */
    int[] draw(RandomStream stream) {
        if (units == null) {
            int[] weight = new int[strata.size()];
            for (int stratum = 0; stratum < strata.count(); stratum++) {
                int[] members = strata.members(stratum);
                for (int k = 0; k < members.length; k++) {
                    weight[members[stream.nextInt(members.length)]]++;
                }
            }
            return weight;
        }
        int[] weight = new int[units.size()];
        for (int k = 0; k < units.count(); k++) {
            for (int network : units.members(stream.nextInt(units.count()))) {
                weight[network]++;
            }
        }
        return weight;
    }
}
