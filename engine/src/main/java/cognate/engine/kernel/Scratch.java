package cognate.engine.kernel;

/** Arrays that are kept from call to call. */
final class Scratch {
    private Scratch() {}

    /** The array itself if it has {@code size} elements, else a new one of that size. */
    static float[] grown(float[] array, int size) {
        return array.length >= size ? array : new float[size];
    }
}
