package cognate.engine.kernel.conv;

/** The order in which a batch of images lies in memory. */
public enum ImageLayout {
    /** One image after another: [n, channels, height, width]. */
    SEPARATE,
    /** Sixteen images pixel by pixel, in blocks: [⌈n / 16⌉, channels, height, width, 16]. */
    INTERLEAVED
}
