package cognate.similarity.align;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.models.layer.Architecture;
import cognate.models.layer.Linear;
import cognate.models.layer.Sequential;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitGroupsTest {
    private static UnitGroups of(String model, int... input) {
        return UnitGroups.of(Architecture.of(model, Shape.of(input), 3).build(RandomStream.of(1)));
    }

    private static String place(UnitGroups groups, int index) {
        UnitGroups.Weight weight = groups.weights().get(index);
        return weight.name() + " " + weight.rowGroup() + " " + weight.rowUnits() + " " + weight.columnGroup() + " "
                + weight.columnUnits();
    }

    @Test
    void channelsReachAllTheirPixels() {
        UnitGroups groups = of(Architecture.withBatchNorm("cnn:4-M-6"), 2, 8, 8);
        assertEquals(List.of(4, 6), groups.sizes());
        assertEquals("0.weight 0 4 -1 18", place(groups, 0));
        assertEquals("0.bias 0 4 -1 1", place(groups, 1));
        UnitGroups.Weight last = groups.weights().get(4);
        assertEquals(UnitGroups.FIXED, last.rowGroup());
        assertEquals(1, last.columnGroup());
        assertEquals(6, last.columnUnits());
    }

    @Test
    void recurrentUnitsEnterAsRowsAndColumns() {
        UnitGroups groups = of("gru:5x2", 4, 3);
        assertEquals(List.of(5, 5), groups.sizes());
        assertEquals("0.weight_ih_l0 0 5 -1 3", place(groups, 0));
        assertEquals("0.weight_hh_l0 0 5 0 5", place(groups, 1));
        assertEquals("0.weight_ih_l1 1 5 0 5", place(groups, 4));
        assertEquals("2.weight -1 3 1 5", place(groups, 8));
    }

    @Test
    void signsFlipOnlyBetweenOddFunctions() {
        assertEquals(List.of(true, true), of("mlp:6-5-4-3/tanh", 6).odd());
        assertEquals(List.of(false, false), of("mlp:6-5-4-3/sigmoid", 6).odd());
        assertEquals(List.of(false, true), of("cnn:4-M-6/tanh", 2, 8, 8).odd()); // a maximum is not odd
        assertEquals(List.of(true), of("rnn:5", 4, 3).odd());
        assertEquals(List.of(false), of("lstm:5", 4, 3).odd());
    }

    @Test
    void refusesLayersThatDoNotFit() {
        RandomStream random = RandomStream.of(1);
        Sequential odd = new Sequential(new Linear(4, 3, true, random), new Linear(4, 2, true, random));
        assertEquals(
                "alignment: expected weights for a multiple of 3 inputs, found [2, 4]",
                assertThrows(IllegalArgumentException.class, () -> UnitGroups.of(odd))
                        .getMessage());
    }
}
