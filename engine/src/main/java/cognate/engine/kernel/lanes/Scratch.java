package cognate.engine.kernel.lanes;

/** Arrays that are kept from call to call. */
public final class Scratch {
    private Scratch() {}

    /** The array itself if it has {@code size} elements, else a new one of that size. */
    public static float[] grown(float[] array, int size) {
        return array.length >= size ? array : new float[size];
    }
}
