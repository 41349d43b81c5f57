package cognate.models.data;

import cognate.engine.io.ByteSource;
import cognate.engine.io.FormatException;
import cognate.engine.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** CIFAR-10 in its binary version: records of a label and 3 · 32 · 32 pixels in files, plain or gzipped. */
final class Cifar10 {
    private static final Shape SHAPE = Shape.of(3, 32, 32);
    private static final int RECORD = 1 + 3 * 32 * 32;
    private static final int CLASSES = 10;
    /** Records of the official batches; a larger file is refused rather than taken for this set. */
    private static final int MOST_RECORDS = 50_000;

    private Cifar10() {}

    /** Reads the files {@code data_batch*} for training and {@code test_batch*} for test. */
    static Split read(Path folder) throws IOException {
        Folder files = new Folder(folder);
        List<String> names = classNames(folder.resolve("batches.meta.txt"));
        return new Split(
                part(files, folder, "training", "data_batch", names), part(files, folder, "test", "test_batch", names));
    }

    private static Dataset part(Folder files, Path folder, String part, String prefix, List<String> names)
            throws IOException {
        List<Path> batches = files.all(
                "CIFAR-10 " + part + " batches " + prefix + "*.bin",
                name -> name.startsWith(prefix) && (name.endsWith(".bin") || name.endsWith(".bin.gz")));
        List<byte[]> records = new ArrayList<>();
        for (Path batch : batches) {
            records.addAll(records(batch));
        }
        int[] labels = new int[records.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = records.get(i)[0];
        }
        return new ByteImages(folder.toString(), SHAPE, names, labels, records.toArray(new byte[0][]), RECORD, 1);
    }

    private static List<byte[]> records(Path file) throws IOException {
        List<byte[]> records = new ArrayList<>();
        try (ByteSource source = ByteSource.openUnzipped(file)) {
            while (!source.atEnd()) {
                FormatException.check(
                        records.size() < MOST_RECORDS, source.name(), "at most " + MOST_RECORDS + " records", "more");
                byte[] record = new byte[RECORD];
                source.read(record, RECORD, "record " + records.size());
                FormatException.check(
                        (record[0] & 0xFF) < CLASSES,
                        source.name(),
                        "labels from 0 to " + (CLASSES - 1),
                        (record[0] & 0xFF) + " at record " + records.size());
                records.add(record);
            }
        }
        FormatException.check(!records.isEmpty(), file.toString(), "at least 1 record", 0);
        return records;
    }

    private static List<String> classNames(Path file) throws IOException {
        if (!Files.exists(file)) {
            return IntStream.range(0, CLASSES).mapToObj(String::valueOf).toList();
        }
        List<String> names = new ArrayList<>();
        try (TextLines lines = TextLines.open(file)) {
            while (lines.next()) {
                if (!lines.isBlank()) {
                    names.add(lines.line().strip());
                }
            }
        }
        FormatException.check(
                names.stream().distinct().count() == CLASSES && names.size() == CLASSES,
                file.toString(),
                CLASSES + " different class names",
                names.size() + " names");
        return names;
    }
}
