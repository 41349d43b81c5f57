package cognate.engine.kernel;

/** How one image's outputs are cut into tiles. */
interface MapTiles {
    /** The outputs of a panel: for each its bias, then for every tap their weights side by side; the last is filled up. */
    int panelWidth();

    /**
     * Overwrites an image's outputs [outputs, rows, columns] from {@code yAt} on.
     *
     * @param copy the image as {@link Im2col} lays it
     */
    void image(float[] panels, float[] copy, float[] y, int yAt);
}
