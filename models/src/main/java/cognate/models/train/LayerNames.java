package cognate.models.train;

import cognate.engine.io.FormatException;
import cognate.models.train.ForeignLayer.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What names of layers say about the wiring of a network. */
final class LayerNames {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    /** torchvision's and timm's stages of blocks, and what stands beside a block's layers. */
    private static final Pattern RESIDUAL = Pattern.compile(
            "(.*\\.)?(layer[0-9]+\\.[0-9]+\\..*|(downsample|shortcut|skip|residual|identity)([0-9._].*)?)");

    private LayerNames() {}

    /** The names, one after another. */
    static String list(List<ForeignLayer> layers) {
        return layers.stream().map(ForeignLayer::name).collect(Collectors.joining(", "));
    }

    /** Whether the first difference of two names is a number, and a's is the smaller: {@code fc2} and {@code fc10}. */
    static boolean precedes(String a, String b) {
        int same = 0;
        while (same < a.length() && same < b.length() && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        while (same > 0 && isDigit(a, same - 1)) {
            same--; // of a number the whole
        }
        if (!isDigit(b, same) || same < a.length() && !isDigit(a, same)) {
            return false;
        }
        return same == a.length() || compare(number(a, same), number(b, same)) < 0;
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static String number(String text, int from) {
        int end = from;
        while (isDigit(text, end)) {
            end++;
        }
        return text.substring(from, end).replaceFirst("^0+(?=.)", "");
    }

    private static int compare(String a, String b) {
        return a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length());
    }

    /** Refuses names that residual networks have. */
    static void refuseResidual(List<ForeignLayer> layers, String file) throws FormatException {
        for (ForeignLayer layer : layers) {
            FormatException.check(
                    !RESIDUAL.matcher(layer.name()).matches(),
                    file,
                    "layers one after another",
                    "\"" + layer.name() + "\", which is of a residual network: its skip connections are not read");
        }
    }

    /** Refuses numbered blocks of several layers that give as many units as they take: one can skip past them. */
    static void refuseBlocks(List<ForeignLayer> chain, String file) throws FormatException {
        Map<String, List<ForeignLayer>> blocks = new LinkedHashMap<>();
        for (ForeignLayer layer : chain) {
            Matcher number = NUMBER.matcher(layer.name());
            while (number.find()) {
                if (number.end() < layer.name().length()) {
                    blocks.computeIfAbsent(layer.name().substring(0, number.end()), key -> new ArrayList<>())
                            .add(layer);
                }
            }
        }
        for (Map.Entry<String, List<ForeignLayer>> block : blocks.entrySet()) {
            List<ForeignLayer> members = block.getValue();
            boolean skips = members.size() > 1
                    && members.size() < chain.size()
                    && members.get(0).in() == members.get(members.size() - 1).out();
            FormatException.check(
                    !skips,
                    file,
                    "layers one after another (--layers or --model says that they are)",
                    "the block \"" + block.getKey() + "\" of " + list(members)
                            + ", which may have a skip connection past it");
        }
    }

    /** The layers past which a connection could lead without showing, if they are not of an {@code nn.Sequential}. */
    static List<ForeignLayer> square(List<ForeignLayer> chain) {
        return chain.stream()
                .filter(layer -> layer.kind() != Kind.RECURRENT && layer.in() == layer.out())
                .filter(layer -> !layer.name().matches("(.*\\.)?[0-9]+"))
                .collect(Collectors.toList());
    }
}
