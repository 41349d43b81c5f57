package cognate.stats.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionTest {
    private static Distribution distribution(String name, String parameters) {
        double[] p = Arrays.stream(parameters.split("/"))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return switch (name) {
            case "normal" -> new Normal(p[0], p[1]);
            case "t" -> new StudentT(p[0]);
            case "F" -> new FisherF(p[0], p[1]);
            case "chiSquared" -> new ChiSquared(p[0]);
            case "beta" -> new Beta(p[0], p[1]);
            case "binomial" -> new Binomial((long) p[0], p[1]);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /**
     * Density, cumulative and survival: python3, mpmath, mp.dps=50, arguments as mpf. Normal: npdf(x),
     * erfc(-x/sqrt(2))/2, erfc(x/sqrt(2))/2. t, F and beta: the definition of the density; tails by I = lambda a, b, x,
     * y: x**a*y**b/(a*beta(a, b))*hyp2f1(a+b, 1, a+1, x), each tail on its own. Chi-squared: gammainc(k/2, 0, x/2,
     * regularized=True), gammainc(k/2, x/2, inf, regularized=True). Binomial: fsum of the products of binomial(n, k).
     */
    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
                normal 0.0/1.0 0.0 0.3989422804014327 0.5 0.5
                normal 0.0/1.0 0.001 0.39894208093034234 0.500398942213911 0.49960105778608893
                normal 0.0/1.0 0.5 0.35206532676429947 0.6914624612740131 0.3085375387259869
                normal 0.0/1.0 1.0 0.24197072451914334 0.8413447460685429 0.15865525393145705
                normal 0.0/1.0 1.7 0.09404907737688693 0.955434537241457 0.04456546275854304
                normal 0.0/1.0 1.75 0.08627731882651152 0.9599408431361829 0.04005915686381709
                normal 0.0/1.0 5.0 1.4867195147342977e-06 0.9999997133484281 2.866515718791939e-07
                normal 0.0/1.0 10.0 7.694598626706419e-23 1.0 7.619853024160525e-24
                normal 0.0/1.0 20.0 5.520948362159764e-88 1.0 2.7536241186062337e-89
                t 0.5 1e-08 0.2696763005941896 0.500000002696763 0.499999997303237
                t 0.5 1000.0 5.070725749210991e-06 0.9898585454591429 0.010141454540857095
                t 1.0 1000.0 3.1830956787422277e-07 0.9996816902199195 0.0003183097800805589
                t 1.0 1000000.0 3.1830988618347235e-13 0.9999996816901138 3.1830988618368455e-07
                t 2.0 0.3 0.3309638583091266 0.6037571695799112 0.3962428304200888
                t 2.0 -30.0 3.69139222955669e-05 0.0005546313409798294 0.9994453686590201
                t 3.7 0.0 0.3731615494594903 0.5 0.5
                t 10.0 2.5 0.02693872762824446 0.9842765778816956 0.015723422118304402
                t 10.0 8.0 6.446086514050842e-06 0.9999941125286052 5.88747139483308e-06
                t 99.0 2.5 0.018640943311069597 0.9929687015394255 0.007031298460574529
                t 1000.0 0.0 0.39884255731385815 0.5 0.5
                t 1000.0 -0.3 0.38127609547338126 0.38211975208362203 0.617880247916378
                t 1000.0 1.0 0.24184978955233824 0.8412237909576639 0.15877620904233616
                t 1000.0 1000000.0 0.0 1.0 0.0
                t 100000.0 1.0 0.2419695146705618 0.841343536217945 0.158656463782055
                t 100000.0 1000.0 0.0 1.0 0.0
                F 1.0/1.0 100000.0 1.0065741763479772e-08 0.9979868382263418 0.0020131617736581305
                F 1.0/2.0 0.5 0.35777087639996635 0.4472135954999579 0.552786404500042
                F 1.0/3000.0 0.5 0.4393272182778496 0.5204449573987662 0.4795550426012339
                F 2.0/100.0 2.0 0.13530059166657665 0.8592873846667602 0.14071261533323973
                F 2.0/3000.0 10.0 4.6621039807065284e-05 0.9999530681532609 4.693184673911239e-05
                F 5.0/7.0 1.0 0.4614764175151061 0.5187060870417944 0.48129391295820556
                F 5.0/7.0 10.0 0.001270538573510244 0.9956661203404975 0.004333879659502515
                F 5.0/100.0 10.0 1.3883392501295463e-07 0.9999999117070801 8.829291988294497e-08
                F 5.0/3000.0 0.01 0.007259071630080257 2.9245192877348508e-05 0.9999707548071226
                F 30.0/1.0 0.01 5.3278145782741696e-08 4.575251408229614e-11 0.9999999999542475
                F 30.0/100.0 1.0 1.3471147704387918 0.5211296305651031 0.47887036943489697
                F 30.0/3000.0 1e-06 5.385885055955713e-78 3.590593437146748e-85 1.0
                F 500.5/7.0 300.0 1.7299804050377585e-10 0.9999999851325323 1.4867467664071594e-08
                F 500.5/100.0 1e-06 0.0 0.0 1.0
                F 500.5/100.0 0.5 4.757297787134326e-05 6.373822229180656e-07 0.9999993626177771
                F 500.5/3000.0 100000.0 0.0 1.0 0.0
                chiSquared 0.5 0.15 0.892731575020997 0.5688737239758107 0.4311262760241893
                chiSquared 0.5 1.0 0.14067411288159115 0.8464864041916775 0.15351359580832247
                chiSquared 0.5 20.0 1.1133817806868526e-06 0.9999979169695914 2.083030408649431e-06
                chiSquared 1.0 1.0 0.24197072451914334 0.6826894921370859 0.3173105078629141
                chiSquared 1.0 5.0 0.014644982561926487 0.9746526813225317 0.025347318677468263
                chiSquared 2.0 2.2 0.16643554184903978 0.6671289163019205 0.33287108369807955
                chiSquared 3.0 3.0000000000000004e-08 6.909882885778466e-05 1.3819765854475528e-12 0.999999999998618
                chiSquared 3.0 3.0 0.15418032980376928 0.608374823728911 0.39162517627108895
                chiSquared 10.0 10.0 0.08773368488392536 0.5595067149347875 0.4404932850652124
                chiSquared 10.0 50.0 1.1302037650524105e-07 0.9999997330916575 2.6690834249044957e-07
                chiSquared 100.0 100.0 0.02816250316259541 0.5188083154720433 0.48119168452795674
                chiSquared 5000.0 1500.0 0.0 0.0 1.0
                beta 1.0/0.5 0.9999 50.00000000000275 0.9900000000000005 0.009999999999999449
                beta 1.0/2.5 0.2 1.7888543819998317 0.42756659776005385 0.5724334022399461
                beta 1.0/90.0 0.2 2.1342797888222094e-07 0.9999999981028624 1.897137590064186e-09
                beta 3.0/0.5 0.001 9.379691018557254e-07 3.126172578613648e-10 0.9999999996873827
                beta 3.0/0.5 0.9 2.4013545981903635 0.4454155553479705 0.5545844446520295
                beta 3.0/0.5 0.9999 93.73125093750517 0.981251249962501 0.018748750037498967
                beta 3.0/2.5 0.9 0.5042844656199761 0.978516276146231 0.021483723853768916
                beta 3.0/90.0 0.2 3.573638078403908e-05 0.9999996532032486 3.4679675146373326e-07
                beta 40.0/0.5 0.001 3.5588950435625234e-117 8.89712900127977e-122 1.0
                beta 40.0/0.5 0.2 2.186365480147281e-27 1.0898791995378354e-29 1.0
                beta 800.0/2.5 1e-09 0.0 0.0 1.0
                beta 800.0/2.5 0.5 1.4474189998234316e-234 9.063320069354195e-238 1.0
                binomial 10.0/1e-05 3.0 1.1999160025199584e-13 1.0 2.0998992020999767e-18
                binomial 10.0/0.3 1.0 0.12106082100000001 0.14930834590000003 0.8506916541
                binomial 10.0/0.5 9.0 0.009765625 0.9990234375 0.0009765625
                binomial 10.0/0.97 9.0 0.22806931759636973 0.26257587310507197 0.7374241268949281
                binomial 40.0/0.02 20.0 9.649776651822738e-24 1.0 1.9091569356854628e-25
                binomial 40.0/0.5 10.0 0.0007709427591180429 0.0011107168866146822 0.9988892831133853
                binomial 300.0/1e-05 3.0 4.441887916595249e-09 0.9999999999966999 3.300088235121937e-12
                binomial 300.0/1e-05 299.0 0.0 1.0 0.0
                binomial 300.0/0.02 0.0 0.0023325056679514254 0.0023325056679514254 0.9976674943320486
                binomial 300.0/0.3 90.0 0.05020950809491066 0.5284416297178341 0.4715583702821659
                binomial 300.0/0.3 270.0 2.595439302511673e-105 1.0 1.2902099155771868e-106
                binomial 2000.0/0.5 0.0 0.0 0.0 1.0
                """)
    void goldenValues(String name, String parameters, double x, double density, double cumulative, double survival) {
        Distribution d = distribution(name, parameters);
        assertEquals(density, d.density(x), 2e-13 * density);
        assertEquals(cumulative, d.cumulative(x), 2e-13 * cumulative);
        assertEquals(survival, d.survival(x), 2e-13 * survival);
    }

    /**
     * python3, scipy.stats: norm.ppf, norm.isf, chi2.ppf, f.isf, beta.ppf, binom.ppf …; t with 3 and 29 degrees by
     * mpmath.findroot on the tail above, since t.ppf of SciPy 1.10 is right to 9 digits only.
     */
    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
                normal 0/1 lower 0.025 -1.9599639845400545
                normal 0/1 lower 1e-10 -6.361340902404056
                normal 2/3 upper 0.01 8.979043622122521
                normal 0/1 lower 0.975 1.959963984540054
                t 3 upper 0.005 5.8409093097333572
                t 29 lower 0.1 -1.311433647301551
                t 1 upper 1e-06 318309.88618278794
                chiSquared 4 lower 0.05 0.7107230213973239
                chiSquared 4 upper 1e-08 43.07157049012858
                F 3/10 upper 0.05 3.7082648190468435
                beta 2/5 lower 0.3 0.18180347131894917
                binomial 40/0.2 lower 0.99 14.0
                binomial 40/0.2 upper 0.01 14.0
                """)
    void goldenQuantiles(String name, String parameters, String side, double p, double expected) {
        Distribution d = distribution(name, parameters);
        double actual = side.equals("lower") ? d.quantile(p) : d.upperQuantile(p);
        assertEquals(expected, actual, 1e-12 * Math.abs(expected));
    }

    /** The cumulative of the quantile is the probability, over 300 orders of magnitude. */
    @Test
    void quantilesUndoTails() {
        for (Distribution d : new Distribution[] {
            new Normal(0, 3), new StudentT(1), new StudentT(40), new FisherF(4, 9), new ChiSquared(2.5), new Beta(3, 2)
        }) {
            for (double p : new double[] {1e-280, 1e-100, 1e-20, 1e-5, 0.3, 0.5}) {
                assertEquals(p, d.cumulative(d.quantile(p)), 1e-12 * p, d + " at " + p);
                if (p > 1e-15 || !(d instanceof Beta)) { // next to 1 the doubles are too far apart
                    assertEquals(p, d.survival(d.upperQuantile(p)), 1e-10 * p, d + " above " + p);
                }
            }
        }
    }

    @Test
    void endsOfTheSupport() {
        assertEquals(Double.NEGATIVE_INFINITY, Normal.STANDARD.quantile(0));
        assertEquals(Double.POSITIVE_INFINITY, Normal.STANDARD.quantile(1));
        assertEquals(Double.POSITIVE_INFINITY, new StudentT(3).upperQuantile(0));
        assertEquals(0, new Normal(0, 1).cumulative(Double.NEGATIVE_INFINITY));
        assertEquals(0, new StudentT(3).survival(Double.POSITIVE_INFINITY));
        assertEquals(1, new FisherF(3, 4).cumulative(Double.POSITIVE_INFINITY));
        assertEquals(1, new ChiSquared(3).survival(-1));
        assertEquals(0.5, new ChiSquared(2).density(0));
        assertEquals(1, new FisherF(2, 5).density(0));
        assertEquals(3, new Beta(1, 3).density(0), 1e-15);
        assertEquals(0, new Beta(2, 3).cumulative(-0.5));
        assertEquals(0, new Binomial(5, 0.5).density(1.5));
        assertEquals(1, new Binomial(5, 1).density(5));
        assertEquals(7, new Binomial(7, 0.2).quantile(1));
    }

    @Test
    void errors() {
        assertThrows(IllegalArgumentException.class, () -> new Normal(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new StudentT(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new FisherF(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new ChiSquared(-1));
        assertThrows(IllegalArgumentException.class, () -> new Beta(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Binomial(-1, 0.5));
        assertThrows(IllegalArgumentException.class, () -> Normal.STANDARD.quantile(1.1));
        assertThrows(IllegalArgumentException.class, () -> new Binomial(3, 0.5).upperQuantile(Double.NaN));
    }
}
