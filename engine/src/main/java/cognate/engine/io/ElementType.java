package cognate.engine.io;

import java.nio.ByteBuffer;

/** Types of a tensor's elements in a file, under the names of the safetensors format. */
public enum ElementType {
    F32(4, Kind.FLOATING) {
        @Override
        public float get(ByteBuffer buffer, int at) {
            return buffer.getFloat(at);
        }

        @Override
        void get(ByteBuffer buffer, float[] to, int from, int count) {
            buffer.asFloatBuffer().get(to, from, count);
        }
    },
    F64(8, Kind.FLOATING) {
        @Override
        public float get(ByteBuffer buffer, int at) {
            return (float) buffer.getDouble(at);
        }
    },
    F16(2, Kind.FLOATING) {
        @Override
        public float get(ByteBuffer buffer, int at) {
            return Halves.binary16(buffer.getShort(at));
        }
    },
    BF16(2, Kind.FLOATING) {
        @Override
        public float get(ByteBuffer buffer, int at) {
            return Halves.bfloat16(buffer.getShort(at));
        }
    },
    I64(8, Kind.INTEGER) {
        @Override
        public float get(ByteBuffer buffer, int at) {
            return buffer.getLong(at);
        }
    },
    I32(4, Kind.INTEGER) {
        @Override
        public float get(ByteBuffer buffer, int at) {
            return buffer.getInt(at);
        }
    },
    I16(2, Kind.INTEGER) {
        @Override
        public float get(ByteBuffer buffer, int at) {
            return buffer.getShort(at);
        }
    },
    I8(1, Kind.INTEGER) {
        @Override
        public float get(ByteBuffer buffer, int at) {
            return buffer.get(at);
        }
    },
    U8(1, Kind.INTEGER) {
        @Override
        public float get(ByteBuffer buffer, int at) {
            return buffer.get(at) & 0xFF;
        }
    },
    /** A byte that is 0 or 1. */
    BOOL(1, Kind.INTEGER) {
        @Override
        public float get(ByteBuffer buffer, int at) {
            return buffer.get(at) == 0 ? 0 : 1;
        }
    },
    U16(2, Kind.UNREADABLE),
    U32(4, Kind.UNREADABLE),
    U64(8, Kind.UNREADABLE),
    F8_E4M3(1, Kind.UNREADABLE),
    F8_E5M2(1, Kind.UNREADABLE),
    C64(8, Kind.UNREADABLE),
    C128(16, Kind.UNREADABLE);

    private enum Kind {
        FLOATING,
        INTEGER,
        UNREADABLE
    }

    private final int bytes;
    private final Kind kind;

    ElementType(int bytes, Kind kind) {
        this.bytes = bytes;
        this.kind = kind;
    }

    /** The size of an element. */
    public int bytes() {
        return bytes;
    }

    /** Whether weights can have it; others are of counters, masks and the like. */
    public boolean isFloating() {
        return kind == Kind.FLOATING;
    }

    /** Whether its elements can be read as float; a tensor of another type is left in its file. */
    public boolean isReadable() {
        return kind != Kind.UNREADABLE;
    }

    /**
     * The element that begins at byte {@code at}, rounded to float.
     *
     * @throws UnsupportedOperationException if the type is not readable
     */
    public float get(ByteBuffer buffer, int at) {
        throw new UnsupportedOperationException("elements of type " + this);
    }

    /** The first {@code count} elements of a buffer, into {@code to} from {@code from} on. */
    void get(ByteBuffer buffer, float[] to, int from, int count) {
        for (int i = 0; i < count; i++) {
            to[from + i] = get(buffer, i * bytes);
        }
    }
}
