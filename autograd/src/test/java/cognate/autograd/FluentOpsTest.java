package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FluentOpsTest {
    private final Tensor t = new Golden().matrix(2, 3, 4);
    private final Tensor u = new Golden().matrix(4);

    private void same(BiFunction<Tape, Variable, Variable> operation, UnaryOperator<Variable> fluent) {
        try (Tape tape = new Tape(Workers.single())) {
            Tensor expected = operation.apply(tape, tape.constant(t)).value();
            Tensor found = fluent.apply(tape.constant(t)).value();
            assertEquals(expected.shape(), found.shape());
            assertArrayEquals(expected.toArray(), found.toArray());
        }
    }

    @Test
    void everyMethodIsItsOperation() {
        same((tape, x) -> MathOps.add(tape, x, 2), x -> x.add(2));
        same((tape, x) -> MathOps.add(tape, x, -2), x -> x.subtract(2));
        same((tape, x) -> MathOps.scale(tape, x, 2), x -> x.multiply(2));
        same((tape, x) -> MathOps.divide(tape, x, 3), x -> x.divide(3));
        same(MathOps::negate, Variable::negate);
        same(FunctionOps::exp, Variable::exp);
        same(FunctionOps::log, Variable::log);
        same(FunctionOps::sqrt, Variable::sqrt);
        same((tape, x) -> FunctionOps.pow(tape, x, 3), x -> x.pow(3));
        same(FunctionOps::abs, Variable::abs);
        same((tape, x) -> FunctionOps.clamp(tape, x, -0.1f, 0.2f), x -> x.clamp(-0.1f, 0.2f));
        same(ActivationOps::relu, Variable::relu);
        same(ActivationOps::tanh, Variable::tanh);
        same(ActivationOps::sigmoid, Variable::sigmoid);
        same((tape, x) -> LossOps.softmax(tape, x, 1), x -> x.softmax(1));
        same((tape, x) -> LossOps.logSoftmax(tape, x, 1), x -> x.logSoftmax(1));
        same((tape, x) -> ReduceOps.sum(tape, x, 0, 1), x -> x.sum(0, 1));
        same((tape, x) -> ReduceOps.sum(tape, x, true, 1), x -> x.sum(true, 1));
        same((tape, x) -> ReduceOps.mean(tape, x, 0), x -> x.mean(0));
        same((tape, x) -> ReduceOps.mean(tape, x, true, 0), x -> x.mean(true, 0));
        same((tape, x) -> ReduceOps.variance(tape, x, 0), x -> x.variance(0));
        same((tape, x) -> ReduceOps.variance(tape, x, 0, true, 2), x -> x.variance(0, true, 2));
        same((tape, x) -> ReduceOps.max(tape, x, 2), x -> x.max(2));
        same((tape, x) -> ReduceOps.max(tape, x, true, 2), x -> x.max(true, 2));
        same(
                (tape, x) -> tape.constant(ReduceOps.argmax(tape, x, 2)),
                x -> x.tape().constant(x.argmax(2)));
        same(
                (tape, x) -> tape.constant(ReduceOps.argmax(tape, x, true, 2)),
                x -> x.tape().constant(x.argmax(true, 2)));
        same((tape, x) -> ShapeOps.reshape(tape, x, 4, 6), x -> x.reshape(4, 6));
        same(ShapeOps::flatten, Variable::flatten);
        same((tape, x) -> ShapeOps.slice(tape, x, 1, 0, 2), x -> x.slice(1, 0, 2));
        same((tape, x) -> ShapeOps.select(tape, x, 1, 2), x -> x.select(1, 2));
        same((tape, x) -> ShapeOps.transpose(tape, x, 0, 2), x -> x.transpose(0, 2));
        same((tape, x) -> ShapeOps.permute(tape, x, 2, 0, 1), x -> x.permute(2, 0, 1));
        same((tape, x) -> ShapeOps.expand(tape, x, 3, 2, 3, 4), x -> x.expand(3, 2, 3, 4));
        same((tape, x) -> ShapeOps.gather(tape, x, 0, t0()), x -> x.gather(0, t0()));
    }

    private static Tensor t0() {
        return Tensor.of(new float[] {1, 0}, 1, 1, 2);
    }

    @Test
    void operandsComeInTheirOrder() {
        same(
                (tape, x) -> MathOps.add(tape, x, tape.constant(u)),
                x -> x.add(x.tape().constant(u)));
        same(
                (tape, x) -> MathOps.subtract(tape, x, tape.constant(u)),
                x -> x.subtract(x.tape().constant(u)));
        same(
                (tape, x) -> MathOps.multiply(tape, x, tape.constant(u)),
                x -> x.multiply(x.tape().constant(u)));
        same(
                (tape, x) -> MathOps.divide(tape, x, tape.constant(u)),
                x -> x.divide(x.tape().constant(u)));
        same(
                (tape, x) -> MathOps.maximum(tape, x, tape.constant(u)),
                x -> x.maximum(x.tape().constant(u)));
        same(
                (tape, x) -> MathOps.minimum(tape, x, tape.constant(u)),
                x -> x.minimum(x.tape().constant(u)));
        same(
                (tape, x) -> MathOps.where(tape, Tensor.zeros(4), x, tape.constant(u)),
                x -> x.where(Tensor.zeros(4), x.tape().constant(u)));
        same(
                (tape, x) -> MatrixOps.matmul(tape, x, tape.constant(u.reshape(4, 1))),
                x -> x.matmul(x.tape().constant(u.reshape(4, 1))));
    }

    /** A parameter takes the tape of the other operand, on whichever side that stands. */
    @Test
    void aTapeIsFoundFromEitherOperand() {
        Parameter p = new Parameter(Tensor.of(new float[] {2, 3}, 2));
        try (Tape tape = new Tape(Workers.single())) {
            Variable x = tape.constant(Tensor.of(new float[] {5, 7}, 2));
            Variable loss =
                    p.multiply(x).add(x.multiply(p)).add(p.on(tape).pow(2)).sum();
            assertEquals(2 * (10 + 21) + 4 + 9, loss.value().item());
            tape.backward(loss);
        }
        Golden.assertClose(p.gradient(), 14, 20);
    }

    @Test
    void parametersAloneAreRefused() {
        Parameter p = new Parameter(Tensor.zeros(2));
        for (Runnable alone : new Runnable[] {p::exp, p::sum, () -> p.add(1), () -> p.add(p)}) {
            String message =
                    assertThrows(IllegalStateException.class, alone::run).getMessage();
            assertEquals("an operation on parameters alone needs parameter.on(tape)", message);
        }
    }
}
