package org.mingle.features;

import boofcv.abst.feature.dense.DescribeImageDense;
import boofcv.alg.color.ColorHsv;
import boofcv.alg.feature.color.HistogramFeatureOps;
import boofcv.alg.feature.color.Histogram_F64;
import boofcv.alg.filter.misc.AverageDownSampleOps;
import boofcv.factory.feature.dense.ConfigDenseHoG;
import boofcv.factory.feature.dense.FactoryDescribeImageDense;
import boofcv.struct.feature.TupleDesc_F64;
import boofcv.struct.image.GrayF32;
import boofcv.struct.image.ImageType;
import boofcv.struct.image.Planar;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import org.mingle.data.FeatureEncoder;
import org.mingle.data.Media;
import org.mingle.data.MingleException;
import org.mingle.data.Modality;

/**
 * Pictures as colour and gradient histograms by BoofCV. The picture is squeezed to 64 x 64 pixels. Colour: histograms
 * over hue, saturation and value, 8 x 4 x 4 bins of the whole and 8 x 2 x 2 bins of each quarter, L1-normalised and
 * square-rooted (Hellinger; Arandjelovic and Zisserman 2012), 256 values. Gradients: histograms of oriented gradients
 * (Dalal and Triggs 2005) of 9 orientations in cells of 16 x 16 pixels and blocks of 2 x 2 cells, 3 x 3 blocks of the
 * picture and one of the picture at half its size, 360 values. Nothing is fitted.
 */
final class HsvHogImageEncoder implements FeatureEncoder {
    static final String NAME = "image-hsv-hog-1";
    private static final int SIDE = 64;
    private static final int[] FINE_BINS = {8, 4, 4};
    private static final int[] COARSE_BINS = {8, 2, 2};
    private static final int ORIENTATIONS = 9;
    private static final int CELL = 16;

    private final ThreadLocal<Extractor> extractor = ThreadLocal.withInitial(Extractor::new);
    private final int dimension = extractor.get().extract(new Planar<>(GrayF32.class, SIDE, SIDE, 3)).length;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public float[] encode(Media media) {
        return extractor.get().extract(Pictures.squeezed(media, SIDE));
    }

    /** The describers keep buffers, so every thread has its own. */
    private static final class Extractor {
        private final Planar<GrayF32> hsv = new Planar<>(GrayF32.class, SIDE, SIDE, 3);
        private final Planar<GrayF32> halved = new Planar<>(GrayF32.class, SIDE / 2, SIDE / 2, 3);
        private final DescribeImageDense<Planar<GrayF32>, TupleDesc_F64> gradients = gradients();

        private static DescribeImageDense<Planar<GrayF32>, TupleDesc_F64> gradients() {
            ConfigDenseHoG config = new ConfigDenseHoG();
            config.orientationBins = ORIENTATIONS;
            config.pixelsPerCell = CELL;
            config.cellsPerBlockX = 2;
            config.cellsPerBlockY = 2;
            config.stepBlock = 1;
            return FactoryDescribeImageDense.hog(config, ImageType.pl(3, GrayF32.class));
        }

        /** @param rgb 64 x 64, values 0 to 255 */
        float[] extract(Planar<GrayF32> rgb) {
            Values values = new Values();
            ColorHsv.rgbToHsv(rgb, hsv);
            addColours(hsv, FINE_BINS, values);
            int half = SIDE / 2;
            for (int y = 0; y < SIDE; y += half) {
                for (int x = 0; x < SIDE; x += half) {
                    addColours(hsv.subimage(x, y, x + half, y + half, null), COARSE_BINS, values);
                }
            }
            addGradients(rgb, values);
            AverageDownSampleOps.down(rgb, 2, halved);
            addGradients(halved, values);
            return values.toArray();
        }

        private void addGradients(Planar<GrayF32> picture, Values values) {
            gradients.process(picture);
            gradients.getDescriptions().forEach(d -> values.add(d.data, d.size()));
        }

        private static void addColours(Planar<GrayF32> area, int[] bins, Values values) {
            Histogram_F64 h = new Histogram_F64(bins);
            h.setRange(0, 0, ColorHsv.PI2_F64);
            h.setRange(1, 0, 1);
            h.setRange(2, 0, 255);
            HistogramFeatureOps.histogram_F32(area, h);
            double sum = 0;
            for (int i = 0; i < h.size(); i++) {
                sum += h.data[i];
            }
            double[] roots = new double[h.size()];
            for (int i = 0; i < roots.length; i++) {
                roots[i] = Math.sqrt(h.data[i] / sum);
            }
            values.add(roots, roots.length);
        }
    }

    /** A growing vector. */
    private static final class Values {
        private float[] values = new float[1024];
        private int size;

        void add(double[] more, int n) {
            if (size + n > values.length) {
                values = Arrays.copyOf(values, 2 * (size + n));
            }
            for (int i = 0; i < n; i++) {
                values[size++] = (float) more[i];
            }
        }

        float[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }

    /** Makes, stores and restores. */
    static final class Type implements EncoderType {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Modality.Kind kind() {
            return Modality.Kind.IMAGE;
        }

        @Override
        public FeatureEncoder fit(List<Media> training) {
            return new HsvHogImageEncoder();
        }

        @Override
        public boolean skipsFailures() {
            return true;
        }

        @Override
        public void store(FeatureEncoder encoder, ObjectNode into) {
            into.put("dimension", encoder.dimension());
        }

        @Override
        public FeatureEncoder restore(JsonNode from, String where) {
            FeatureEncoder encoder = new HsvHogImageEncoder();
            if (from.path("dimension").asInt() != encoder.dimension()) {
                throw new MingleException(where + " is damaged: " + NAME + " makes " + encoder.dimension()
                        + " values.");
            }
            return encoder;
        }
    }
}
