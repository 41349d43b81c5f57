package cognate.engine.io.torch;

import cognate.engine.io.FormatException;
import java.util.ArrayList;
import java.util.List;

/** The values that a pickle's instructions work on, its marks between them, and those it remembers by number. */
final class PickleStack {
    private final String where;
    private final List<Object> values = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final List<Object> memo = new ArrayList<>();

    PickleStack(String where) {
        this.where = where;
    }

    void push(Object value) {
        values.add(value);
    }

    void mark() {
        marks.add(values.size());
    }

    /** How many values lie above the last mark. */
    private int depth() {
        return values.size() - (marks.isEmpty() ? 0 : marks.get(marks.size() - 1));
    }

    Object top() throws FormatException {
        FormatException.check(depth() > 0, where, "a value on the stack", "none");
        return values.get(values.size() - 1);
    }

    Object pop() throws FormatException {
        Object top = top();
        values.remove(values.size() - 1);
        return top;
    }

    /** The last {@code count}, the lowest first. */
    Object[] pop(int count) throws FormatException {
        FormatException.check(depth() >= count, where, count + " values on the stack", depth());
        List<Object> last = values.subList(values.size() - count, values.size());
        Object[] popped = last.toArray();
        last.clear();
        return popped;
    }

    /** All above the last mark, which goes as well. */
    Object[] popToMark() throws FormatException {
        FormatException.check(!marks.isEmpty(), where, "a mark", "none");
        Object[] popped = pop(depth());
        marks.remove(marks.size() - 1);
        return popped;
    }

    /** Remembers the top; Python numbers its memos one after another. */
    void store(int index) throws FormatException {
        FormatException.check(index >= 0 && index <= memo.size(), where, "a memo of 0 to " + memo.size(), index);
        if (index == memo.size()) {
            memo.add(top());
        } else {
            memo.set(index, top());
        }
    }

    void storeNext() throws FormatException {
        store(memo.size());
    }

    Object recall(int index) throws FormatException {
        FormatException.check(index >= 0 && index < memo.size(), where, "one of " + memo.size() + " memos", index);
        return memo.get(index);
    }
}
