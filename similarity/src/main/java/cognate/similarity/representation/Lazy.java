package cognate.similarity.representation;

import java.util.function.Supplier;

/** A value that is computed once, when first asked for; other threads that ask meanwhile wait. */
final class Lazy<T> {
    private Supplier<T> supplier;
    private T value;

    Lazy(Supplier<T> supplier) {
        this.supplier = supplier;
    }

    synchronized T get() {
        if (supplier != null) {
            value = supplier.get();
            supplier = null;
        }
        return value;
    }
}
