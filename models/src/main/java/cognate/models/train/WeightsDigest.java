package cognate.models.train;

import cognate.engine.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of networks, one after the other: of their tensors in the checkpoint's order, as little-endian floats. */
public final class WeightsDigest {
    private final MessageDigest digest;

    /** Of no network. */
    public WeightsDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds the next network. */
    public WeightsDigest add(Checkpoint checkpoint) {
        for (Tensor tensor : checkpoint.network().state().values()) {
            float[] values = tensor.toArray();
            ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            digest.update(bytes);
        }
        return this;
    }

    /** The digest in hexadecimal; it is of no network again after this. */
    public String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
