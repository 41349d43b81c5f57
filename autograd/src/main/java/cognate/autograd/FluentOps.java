package cognate.autograd;

import cognate.engine.tensor.Tensor;

/**
 * The everyday operations as methods of a variable, {@code x.multiply(y).mean()}: each is the static operation of the
 * same name on the tape of its operands. A {@link Parameter} belongs to no tape, so that it takes the other operand's;
 * alone it is refused by an {@link IllegalStateException}, and {@link Parameter#on} helps.
 */
abstract class FluentOps {
    FluentOps() {}

    private Variable self() {
        return (Variable) this;
    }

    /** The tape that this belongs to; a parameter has none. */
    abstract Tape tape();

    private Tape tapeWith(Variable y) {
        return Variable.tapeOf(self(), y);
    }

    /** {@link MathOps#add(Tape, Variable, Variable)}. */
    public final Variable add(Variable y) {
        return MathOps.add(tapeWith(y), self(), y);
    }

    /** {@link MathOps#add(Tape, Variable, float)}. */
    public final Variable add(float summand) {
        return MathOps.add(tape(), self(), summand);
    }

    /** {@link MathOps#subtract}. */
    public final Variable subtract(Variable y) {
        return MathOps.subtract(tapeWith(y), self(), y);
    }

    /** {@link MathOps#add(Tape, Variable, float)} of the negative number. */
    public final Variable subtract(float subtrahend) {
        return MathOps.add(tape(), self(), -subtrahend);
    }

    /** {@link MathOps#multiply}. */
    public final Variable multiply(Variable y) {
        return MathOps.multiply(tapeWith(y), self(), y);
    }

    /** {@link MathOps#scale}. */
    public final Variable multiply(float factor) {
        return MathOps.scale(tape(), self(), factor);
    }

    /** {@link MathOps#divide(Tape, Variable, Variable)}. */
    public final Variable divide(Variable y) {
        return MathOps.divide(tapeWith(y), self(), y);
    }

    /** {@link MathOps#divide(Tape, Variable, float)}. */
    public final Variable divide(float divisor) {
        return MathOps.divide(tape(), self(), divisor);
    }

    /** {@link MathOps#negate}. */
    public final Variable negate() {
        return MathOps.negate(tape(), self());
    }

    /** {@link MathOps#maximum}. */
    public final Variable maximum(Variable y) {
        return MathOps.maximum(tapeWith(y), self(), y);
    }

    /** {@link MathOps#minimum}. */
    public final Variable minimum(Variable y) {
        return MathOps.minimum(tapeWith(y), self(), y);
    }

    /** {@link MathOps#where} with this where the condition is not 0. */
    public final Variable where(Tensor condition, Variable otherwise) {
        return MathOps.where(tapeWith(otherwise), condition, self(), otherwise);
    }

    /** {@link FunctionOps#exp}. */
    public final Variable exp() {
        return FunctionOps.exp(tape(), self());
    }

    /** {@link FunctionOps#log}. */
    public final Variable log() {
        return FunctionOps.log(tape(), self());
    }

    /** {@link FunctionOps#sqrt}. */
    public final Variable sqrt() {
        return FunctionOps.sqrt(tape(), self());
    }

    /** {@link FunctionOps#pow}. */
    public final Variable pow(float exponent) {
        return FunctionOps.pow(tape(), self(), exponent);
    }

    /** {@link FunctionOps#abs}. */
    public final Variable abs() {
        return FunctionOps.abs(tape(), self());
    }

    /** {@link FunctionOps#clamp}. */
    public final Variable clamp(float least, float most) {
        return FunctionOps.clamp(tape(), self(), least, most);
    }

    /** {@link ActivationOps#relu}. */
    public final Variable relu() {
        return ActivationOps.relu(tape(), self());
    }

    /** {@link ActivationOps#tanh}. */
    public final Variable tanh() {
        return ActivationOps.tanh(tape(), self());
    }

    /** {@link ActivationOps#sigmoid}. */
    public final Variable sigmoid() {
        return ActivationOps.sigmoid(tape(), self());
    }

    /** {@link LossOps#softmax}. */
    public final Variable softmax(int... dims) {
        return LossOps.softmax(tape(), self(), dims);
    }

    /** {@link LossOps#logSoftmax(Tape, Variable, int...)}. */
    public final Variable logSoftmax(int... dims) {
        return LossOps.logSoftmax(tape(), self(), dims);
    }

    /** {@link ReduceOps#sum(Tape, Variable, int...)}. */
    public final Variable sum(int... dims) {
        return ReduceOps.sum(tape(), self(), dims);
    }

    /** {@link ReduceOps#sum(Tape, Variable, boolean, int...)}. */
    public final Variable sum(boolean keepDim, int... dims) {
        return ReduceOps.sum(tape(), self(), keepDim, dims);
    }

    /** {@link ReduceOps#mean(Tape, Variable, int...)}. */
    public final Variable mean(int... dims) {
        return ReduceOps.mean(tape(), self(), dims);
    }

    /** {@link ReduceOps#mean(Tape, Variable, boolean, int...)}. */
    public final Variable mean(boolean keepDim, int... dims) {
        return ReduceOps.mean(tape(), self(), keepDim, dims);
    }

    /** {@link ReduceOps#variance(Tape, Variable, int...)}. */
    public final Variable variance(int... dims) {
        return ReduceOps.variance(tape(), self(), dims);
    }

    /** {@link ReduceOps#variance(Tape, Variable, int, boolean, int...)}. */
    public final Variable variance(int correction, boolean keepDim, int... dims) {
        return ReduceOps.variance(tape(), self(), correction, keepDim, dims);
    }

    /** {@link ReduceOps#max(Tape, Variable, int...)}. */
    public final Variable max(int... dims) {
        return ReduceOps.max(tape(), self(), dims);
    }

    /** {@link ReduceOps#max(Tape, Variable, boolean, int...)}. */
    public final Variable max(boolean keepDim, int... dims) {
        return ReduceOps.max(tape(), self(), keepDim, dims);
    }

    /** {@link ReduceOps#argmax(Tape, Variable, int...)}. */
    public final Tensor argmax(int... dims) {
        return ReduceOps.argmax(tape(), self(), dims);
    }

    /** {@link ReduceOps#argmax(Tape, Variable, boolean, int...)}. */
    public final Tensor argmax(boolean keepDim, int... dims) {
        return ReduceOps.argmax(tape(), self(), keepDim, dims);
    }

    /** {@link MatrixOps#matmul}. */
    public final Variable matmul(Variable b) {
        return MatrixOps.matmul(tapeWith(b), self(), b);
    }

    /** {@link ShapeOps#reshape}. */
    public final Variable reshape(int... dims) {
        return ShapeOps.reshape(tape(), self(), dims);
    }

    /** {@link ShapeOps#flatten}. */
    public final Variable flatten() {
        return ShapeOps.flatten(tape(), self());
    }

    /** {@link ShapeOps#slice}. */
    public final Variable slice(int dim, int from, int to) {
        return ShapeOps.slice(tape(), self(), dim, from, to);
    }

    /** {@link ShapeOps#select}. */
    public final Variable select(int dim, int index) {
        return ShapeOps.select(tape(), self(), dim, index);
    }

    /** {@link ShapeOps#transpose}. */
    public final Variable transpose(int first, int second) {
        return ShapeOps.transpose(tape(), self(), first, second);
    }

    /** {@link ShapeOps#permute}. */
    public final Variable permute(int... dims) {
        return ShapeOps.permute(tape(), self(), dims);
    }

    /** {@link ShapeOps#expand(Tape, Variable, int...)}. */
    public final Variable expand(int... dims) {
        return ShapeOps.expand(tape(), self(), dims);
    }

    /** {@link ShapeOps#gather}. */
    public final Variable gather(int dim, Tensor index) {
        return ShapeOps.gather(tape(), self(), dim, index);
    }
}
