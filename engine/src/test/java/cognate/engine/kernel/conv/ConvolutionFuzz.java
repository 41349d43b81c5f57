package cognate.engine.kernel.conv;

import cognate.engine.kernel.Cases;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;

/** Convolutions of special numbers, whose results are one hash on every machine. */
final class ConvolutionFuzz {
    private ConvolutionFuzz() {}

    /** Of small images, often padded more than the kernel reaches. */
    static Geometry geometry(RandomStream random) {
        for (; ; ) {
            Geometry g = new Geometry(
                    1 + random.nextInt(5),
                    1 + random.nextInt(7),
                    random.nextInt(4) == 0 ? 16 : 1 + random.nextInt(9),
                    random.nextInt(3) == 0 ? 8 : 1 + random.nextInt(13),
                    1 + random.nextInt(3),
                    1 + random.nextInt(3),
                    random.nextInt(2) == 0 ? 1 : 1 + random.nextInt(3),
                    random.nextInt(4),
                    random.nextInt(4),
                    1 + random.nextInt(2));
            if (g.outputHeight() > 0 && g.outputWidth() > 0) {
                return g;
            }
        }
    }

    /** Prints {@link #hash}. */
    public static void main(String[] arguments) {
        System.out.println(hash());
    }

    /** Of all results of some convolutions. */
    static String hash() {
        RandomStream random = RandomStream.of(17);
        long hash = 1;
        try (Workers workers = Workers.of(2)) {
            for (int n = 1; n <= 33; n++) {
                Geometry g = geometry(random);
                Tensor x = Cases.special(random, n, g.channels(), g.height(), g.width());
                Tensor weight = Cases.special(random, g.filters(), g.channels(), g.kernelHeight(), g.kernelWidth());
                Tensor bias = Cases.special(random, g.filters());
                Tensor y = Tensor.zeros(n, g.filters(), g.outputHeight(), g.outputWidth());
                Tensor dy = Cases.special(random, n, g.filters(), g.outputHeight(), g.outputWidth());
                Tensor dx = Tensor.zeros(x.shape());
                Tensor dw = Tensor.zeros(weight.shape());
                Tensor db = Tensor.zeros(bias.shape());
                ConvolutionOutput out = new ConvolutionOutput(Images.of(y), n % 3 == 0, null);
                Convolution convolution = Convolution.of(g);
                convolution.forward(workers, out, Images.of(x), weight, bias);
                ConvolutionGradients to = new ConvolutionGradients(Images.of(dx), dw, db);
                convolution.backward(workers, to, Images.of(x), weight, Images.of(dy), out);
                for (Tensor t : new Tensor[] {y, dx, dw, db}) {
                    for (float v : t.toArray()) {
                        hash = 31 * hash + Float.floatToIntBits(v);
                    }
                }
            }
        }
        return Long.toHexString(hash);
    }
}
