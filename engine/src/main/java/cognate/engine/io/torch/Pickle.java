package cognate.engine.io.torch;

import cognate.engine.io.FormatException;
import cognate.engine.io.torch.PickleValue.Dict;
import cognate.engine.io.torch.PickleValue.Global;
import cognate.engine.io.torch.PickleValue.Opaque;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The stack machine of Python's pickles, protocol 2 to 5, as far as {@code torch.save} writes them; instructions and
 * their codes are those of the module pickletools. It builds values and calls nothing. It loops and never recurs, a
 * value is never compared or printed, and its instructions are counted, so that time and memory are bounded by them.
 */
final class Pickle {
    private static final int MOST_INSTRUCTIONS = 2_000_000;

    private final ByteBuffer in;
    private final String where;
    private final PickleStack stack;

    private Pickle(byte[] bytes, String where) {
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.where = where;
        this.stack = new PickleStack(where);
    }

    /** The value that the pickle lays out. */
    static Object load(byte[] bytes, String where) throws FormatException {
        Pickle pickle = new Pickle(bytes, where);
        try {
            return pickle.run();
        } catch (BufferUnderflowException e) {
            throw new FormatException(where, "a whole pickle", "its end after " + bytes.length + " bytes", e);
        }
    }

    private Object run() throws FormatException {
        for (int count = 0; count < MOST_INSTRUCTIONS; count++) {
            int code = in.get() & 0xFF;
            if (code == '.') {
                return stack.pop();
            }
            if (!(scalar(code) || text(code) || container(code) || call(code) || memory(code))) {
                throw refused("an instruction of a state dict's pickle", String.format("code 0x%02x", code));
            }
        }
        throw refused("a pickle of at most " + MOST_INSTRUCTIONS + " instructions", "more");
    }

    private boolean scalar(int code) throws FormatException {
        switch (code) {
            case 0x80: // PROTO
                int protocol = in.get();
                check(protocol >= 2 && protocol <= 5, "a pickle of protocol 2 to 5", protocol);
                return true;
            case 0x95: // FRAME
                in.getLong();
                return true;
            case 'N': // NONE
                return push(null);
            case 0x88: // NEWTRUE
                return push(Boolean.TRUE);
            case 0x89: // NEWFALSE
                return push(Boolean.FALSE);
            case 'J': // BININT
                return push((long) in.getInt());
            case 'K': // BININT1
                return push(in.get() & 0xFFL);
            case 'M': // BININT2
                return push(in.getShort() & 0xFFFFL);
            case 0x8A: // LONG1
                return push(integer(bytes(in.get() & 0xFF)));
            case 0x8B: // LONG4
                return push(integer(bytes(in.getInt())));
            case 'G': // BINFLOAT, the only number with its highest byte first
                return push(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
            default:
                return false;
        }
    }

    /** Two's complement of any length, the lowest byte first. */
    private static Object integer(byte[] bytes) {
        if (bytes.length > 8) {
            return new Opaque("an integer of " + bytes.length + " bytes");
        }
        long value = bytes.length > 0 && bytes[bytes.length - 1] < 0 ? -1 : 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            value = value << 8 | bytes[i] & 0xFF;
        }
        return value;
    }

    private boolean text(int code) throws FormatException {
        switch (code) {
            case 'X': // BINUNICODE
            case 'T': // BINSTRING
                return push(string(in.getInt()));
            case 0x8C: // SHORT_BINUNICODE
            case 'U': // SHORT_BINSTRING
                return push(string(in.get() & 0xFF));
            case 0x8D: // BINUNICODE8
                return push(string(in.getLong()));
            case 'B': // BINBYTES
                return pushBytes(in.getInt());
            case 'C': // SHORT_BINBYTES
                return pushBytes(in.get() & 0xFF);
            case 0x8E: // BINBYTES8
            case 0x96: // BYTEARRAY8
                return pushBytes(in.getLong());
            case 'c': // GLOBAL
                return push(new Global(line() + "." + line()));
            default:
                return false;
        }
    }

    private boolean pushBytes(long length) throws FormatException {
        skip(length);
        return push(new Opaque("bytes"));
    }

    private String string(long length) throws FormatException {
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    private byte[] bytes(long length) throws FormatException {
        int from = in.position();
        skip(length);
        return Arrays.copyOfRange(in.array(), from, in.position());
    }

    private void skip(long length) throws FormatException {
        check(length >= 0 && length <= in.remaining(), "at most " + in.remaining() + " bytes to follow", length);
        in.position(in.position() + (int) length);
    }

    private String line() throws FormatException {
        int from = in.position();
        int end = from;
        while (end < in.limit() && in.get(end) != '\n') {
            end++;
        }
        String line = string(end - from);
        in.get();
        return line;
    }

    private boolean container(int code) throws FormatException {
        switch (code) {
            case '(': // MARK
                stack.mark();
                return true;
            case ']': // EMPTY_LIST
                return push(new Opaque("a list"));
            case 0x8F: // EMPTY_SET
                return push(new Opaque("a set"));
            case '}': // EMPTY_DICT
                return push(new Dict());
            case ')': // EMPTY_TUPLE
                return push(new Object[0]);
            case 0x85: // TUPLE1
            case 0x86: // TUPLE2
            case 0x87: // TUPLE3
                return push(stack.pop(code - 0x84));
            case 't': // TUPLE
                return push(stack.popToMark());
            case 'l': // LIST
                stack.popToMark();
                return push(new Opaque("a list"));
            case 0x91: // FROZENSET
                stack.popToMark();
                return push(new Opaque("a set"));
            case 'd': // DICT
                Object[] entries = stack.popToMark();
                push(new Dict());
                return put(entries);
            case 's': // SETITEM
                return put(stack.pop(2));
            case 'u': // SETITEMS
                return put(stack.popToMark());
            case 'a': // APPEND
                stack.pop();
                return container();
            case 'e': // APPENDS
            case 0x90: // ADDITEMS
                stack.popToMark();
                return container();
            default:
                return false;
        }
    }

    /** Lists and sets keep nothing: a state dict has none. */
    private boolean container() throws FormatException {
        Object top = stack.top();
        check(top instanceof Opaque || top instanceof Dict, "a container to put into", PickleValue.describe(top));
        return true;
    }

    private boolean put(Object[] keysAndValues) throws FormatException {
        check(keysAndValues.length % 2 == 0, "pairs of keys and values", keysAndValues.length);
        container();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (stack.top() instanceof Dict && keysAndValues[i] instanceof String) {
                ((Dict) stack.top()).entries().put((String) keysAndValues[i], keysAndValues[i + 1]);
            }
        }
        return true;
    }

    private boolean call(int code) throws FormatException {
        switch (code) {
            case 0x93: // STACK_GLOBAL
                Object[] names = stack.pop(2);
                check(names[0] instanceof String && names[1] instanceof String, "the names of a global", "others");
                return push(new Global(names[0] + "." + names[1]));
            case 'R': // REDUCE
            case 0x81: // NEWOBJ
                Object[] call = stack.pop(2);
                return push(TorchNames.call(call[0], call[1], where));
            case 0x92: // NEWOBJ_EX
                return push(TorchNames.call(stack.pop(3)[0], null, where));
            case 'b': // BUILD: the state of an object, as the metadata of a state dict
                stack.pop();
                stack.top();
                return true;
            case 'Q': // BINPERSID
                return push(TorchNames.storage(stack.pop(), where));
            default:
                return false;
        }
    }

    private boolean memory(int code) throws FormatException {
        switch (code) {
            case 'q': // BINPUT
                stack.store(in.get() & 0xFF);
                return true;
            case 'r': // LONG_BINPUT
                stack.store(in.getInt());
                return true;
            case 0x94: // MEMOIZE
                stack.storeNext();
                return true;
            case 'h': // BINGET
                return push(stack.recall(in.get() & 0xFF));
            case 'j': // LONG_BINGET
                return push(stack.recall(in.getInt()));
            case '0': // POP
                stack.pop();
                return true;
            case '1': // POP_MARK
                stack.popToMark();
                return true;
            case '2': // DUP
                return push(stack.top());
            default:
                return false;
        }
    }

    private boolean push(Object value) {
        stack.push(value);
        return true;
    }

    private void check(boolean holds, String expected, Object found) throws FormatException {
        if (!holds) {
            throw refused(expected, String.valueOf(found));
        }
    }

    private FormatException refused(String expected, String found) {
        return new FormatException(where + " at byte " + in.position(), expected, found);
    }
}
