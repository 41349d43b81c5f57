package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CohesionTest {
    @Test
    void findsTheNarrowerCloud() {
        Design design = Populations.networks(List.of("narrow", "wide"), List.of(10, 10));
        Cohesion found = Cohesion.test(design, Populations.clouds(design, new double[] {0.1, 0.8}, 1), 0.01);
        assertTrue(found.within().get(0) > found.within().get(1));
        assertEquals(found.within().get(0) - found.within().get(1), found.difference());
        assertTrue(found.pValue() < 0.01 && found.interval().low() > 0, found::toString);
        assertTrue(found.ofWithin().get(1).contains(found.within().get(1)));
        Cohesion same = Cohesion.test(design, Populations.clouds(design, new double[] {0.4, 0.4}, 1), 0.01);
        assertTrue(same.pValue() > 0.01 && same.interval().contains(0), same::toString);
    }

    @Test
    void refusesOtherThanTwoGroupsOfThree() {
        for (List<Integer> sizes : List.of(List.of(3, 3, 3), List.of(3, 2))) {
            Design design = Populations.networks(List.of("a", "b", "c").subList(0, sizes.size()), sizes);
            double[][] similarity = Populations.similarity(design, 0, 0, 1);
            assertThrows(IllegalArgumentException.class, () -> Cohesion.test(design, similarity, 0.05));
        }
    }
}
