package cognate.models.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogMelTest {
    /**
     * NumPy 1.24: {@code W} the triangles over {@code f = arange(129) * 8000 / 256}, {@code w = .5 - .5 * cos(2 pi i /
     * 200)}, {@code L = log(maximum(1e-10, abs(rfft(x[80 t : 80 t + 200] * w, 256)) ** 2 @ W.T))}, then {@code (L -
     * L.mean()) / L.std()}.
     */
    @Test
    void hearsWhatNumpyDoes() {
        float[] samples = new float[680];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (i * 7919 % 257 / 257.0 - 0.5);
        }
        float[] frames = new LogMel(8000).of(samples);
        assertEquals(7 * 40, frames.length);
        assertEquals(-1.588269837856276, frames[0], 1e-6);
        assertEquals(0.09143299648550612, frames[39], 1e-6);
        assertEquals(0.400446304230385, frames[3 * 40 + 17], 1e-6);
        assertEquals(-0.5561723704783416, frames[6 * 40 + 20], 1e-6);
    }

    @Test
    void doesNotMindLoudnessNorSilence() {
        float[] loud = new float[400];
        float[] soft = new float[400];
        for (int i = 0; i < 400; i++) {
            loud[i] = (float) StrictMath.sin(i * i * 0.01);
            soft[i] = loud[i] / 4;
        }
        assertArrayEquals(new LogMel(8000).of(loud), new LogMel(8000).of(soft), 1e-5f);
        assertArrayEquals(new float[40 * 3], new LogMel(8000).of(new float[400]));
    }

    @ParameterizedTest
    @CsvSource({
        "8000, 1, 1",
        "8000, 199, 1",
        "8000, 200, 1",
        "8000, 279, 1",
        "8000, 280, 2",
        "44100, 44100, 98",
        "1, 3, 3"
    })
    void aFrameIsTwentyFiveMillisecondsLong(int rate, int samples, int frames) {
        assertEquals(frames, new LogMel(rate).frames(samples));
        assertEquals(frames * 40, new LogMel(rate).of(new float[samples]).length);
    }
}
