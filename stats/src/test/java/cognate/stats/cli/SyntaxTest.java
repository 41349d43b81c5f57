package cognate.stats.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SyntaxTest {
    private static Syntax syntax() {
        return new Syntax("train", "trains")
                .required("data", "SPEC", "the data")
                .integer("epochs", 5L, 0, 100, "epochs")
                .number("lr", "0.1", 0, 1e9, "rate")
                .choice("optimizer", List.of("sgd", "adam"), "sgd", "optimizer")
                .flag("batch-norm", "normalize")
                .operands("RUN...", 0, 2)
                .seed("seed");
    }

    private static Options parse(String... arguments) {
        return syntax().parse(List.of(arguments));
    }

    private static void refused(String message, String... arguments) {
        RequestException thrown = assertThrows(RequestException.class, () -> parse(arguments));
        assertEquals(message, thrown.getMessage());
    }

    @Test
    void readsBothFormsFlagsOperandsAndDefaults() {
        Options options = parse("a", "--data", "x", "--lr=1e6", "--batch-norm", "--json", "--", "--b");
        assertEquals(List.of("a", "--b"), options.operands());
        assertEquals("x", options.text("data"));
        assertEquals(1e6, options.number("lr"));
        assertEquals(5, options.integer("epochs"));
        assertEquals(1, options.longInteger("seed"));
        assertEquals("sgd", options.text("optimizer"));
        assertTrue(options.given("batch-norm") && options.given("json"));
        assertFalse(options.given("epochs") || options.given("quiet"));
    }

    @Test
    void theLastOfEqualOptionsCounts() {
        assertEquals(7, parse("--data", "x", "--epochs", "6", "--epochs=7").integer("epochs"));
    }

    @Test
    void helpNeedsNothingElse() {
        assertTrue(syntax().parse(List.of("--help")).given("help"));
        assertTrue(syntax().parse(List.of("-h")).given("help"));
        assertTrue(syntax().help().contains("--epochs N"));
    }

    @Test
    void refusesInOneLine() {
        refused("expected an option of train, found --epoch (did you mean --epochs?)", "--data", "x", "--epoch", "1");
        refused("expected an option of train, found -x", "-x");
        refused("--epochs: expected a whole number between 0 and 100, found 101", "--data", "x", "--epochs", "101");
        refused("--epochs: expected a whole number between 0 and 100, found -1", "--data", "x", "--epochs", "-1");
        refused("--epochs: expected a whole number between 0 and 100, found 1.5", "--data", "x", "--epochs=1.5");
        refused("--lr: expected a number between 0.0 and 1.0E9, found NaN", "--data", "x", "--lr", "NaN");
        refused("--lr: expected a number between 0.0 and 1.0E9, found 1e999", "--data", "x", "--lr", "1e999");
        refused("--optimizer: expected one of sgd, adam, found agd", "--optimizer", "agd");
        refused("--lr: expected a value X, found none", "--lr", "--data");
        refused("--lr: expected a value X, found none", "--lr=");
        refused("--batch-norm: expected no value, found 1", "--batch-norm=1");
        refused("train: expected --data SPEC (the data), found none");
        refused("train: expected RUN..., found a b c", "--data", "x", "a", "b", "c");
    }
}
