package org.mingle.ui.map;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.mingle.data.MingleException;
import org.mingle.projection.Layout;

/** The training as an animated GIF: from epoch to epoch the points glide, with legend and caption. */
final class MapAnimation {
    /** Pictures in all, at most; of more epochs some are left out. */
    private static final int MOST_FRAMES = 240;
    private static final int MOST_STEPS = 6;
    /** Hundredths of a second that a picture on the way stands, one of an epoch, and the last. */
    private static final int ON_THE_WAY = 5;
    private static final int AT_AN_EPOCH = 20;
    private static final int AT_THE_END = 200;
    private static final int LEGEND_WIDTH = 200;
    private static final int LINE = 20;
    private static final int FOOT = 52;
    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    private final StillMap map;
    private final List<Layout> layouts;
    private final Camera camera = new Camera();
    private final MapRenderer renderer = new MapRenderer();
    private final NamePlaces names = new NamePlaces();
    private final MapScene scene;
    private final int height;

    /** @param layouts of the epochs, ascending, at least two */
    MapAnimation(StillMap map, List<Layout> layouts) {
        this.map = map;
        Layout last = layouts.get(layouts.size() - 1);
        int taken = Math.min(layouts.size(), MOST_FRAMES);
        this.layouts = IntStream.range(0, taken)
                .mapToObj(i -> layouts.get((int) ((long) i * (layouts.size() - 1) / Math.max(1, taken - 1))))
                .map(l -> l == last ? l : MapTimeline.like(l, last) ? l : l.sizedAs(last)).toList();
        // Where the points are at one moment only is not shown.
        scene = map.scene().withHovered(-1).withTrails(Trails.NONE).withoutGuest();
        height = Math.max(map.height(), LINE * (map.legend().size() + 3));
        camera.resize(map.width(), map.height());
        double[] all = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (Layout l : this.layouts) {
            map.points().place(l.xy().data());
            for (int p = 0; p < map.points().count(); p++) {
                if (map.points().visible(p)) {
                    all[0] = Math.min(all[0], map.points().x(p));
                    all[1] = Math.min(all[1], map.points().y(p));
                    all[2] = Math.max(all[2], map.points().x(p));
                    all[3] = Math.max(all[3], map.points().y(p));
                }
            }
        }
        camera.fit(all[0], all[1], all[2], all[3], true);
    }

    /** How many pictures there will be. */
    int frames() {
        return (layouts.size() - 1) * steps() + 1;
    }

    private int steps() {
        return Math.max(1, Math.min(MOST_STEPS, MOST_FRAMES / layouts.size()));
    }

    void write(OutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            int steps = steps();
            for (int f = 0; f < frames(); f++) {
                int at = f / steps;
                double part = (double) (f % steps) / steps;
                boolean last = f == frames() - 1;
                BufferedImage image = frame(at, part * part * (3 - 2 * part));
                int delay = last ? AT_THE_END : f % steps == 0 ? AT_AN_EPOCH : ON_THE_WAY;
                writer.writeToSequence(new IIOImage(image, null, metadata(writer, image, delay, f == 0)), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    /** What is seen on the way from one layout to the next. */
    private BufferedImage frame(int at, double part) {
        Layout a = layouts.get(at);
        Layout b = layouts.get(Math.min(layouts.size() - 1, at + 1));
        float[] xy = a.xy().data().clone();
        for (int i = 0; i < xy.length; i++) {
            xy[i] += (float) (part * (b.xy().data()[i] - xy[i]));
        }
        map.points().place(xy);
        int ground = scene.dark() ? 0xff0d1117 : 0xffffffff;
        int[] pixels = new int[map.width() * map.height()];
        renderer.draw(new Raster(pixels, map.width(), map.height()), map.points(), scene, camera, ground, 1);
        BufferedImage image = new BufferedImage(map.width() + LEGEND_WIDTH, height + FOOT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(new java.awt.Color(ground));
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        image.setRGB(0, 0, map.width(), map.height(), pixels, 0, map.width());
        LegendPainter painter = new LegendPainter(g, scene.dark());
        painter.names(new StillMap(map.points(), scene, camera, map.width(), map.height(), map.names(), ""), names);
        painter.paint(LegendItem.of(map.layout().embeddings(), scene), map.width());
        List<String> lines = new ArrayList<>();
        lines.add((a.epoch() == 0 ? "untrained" : "epoch " + a.epoch()) + " of " + layouts.get(layouts.size() - 1).epoch());
        lines.add(map.caption().lines().findFirst().orElse(""));
        painter.lines(lines, 14, height + LINE);
        g.dispose();
        return image;
    }

    private static IIOMetadata metadata(ImageWriter writer, BufferedImage image, int delay, boolean first) {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
        IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("transparentColorIndex", "0");
        control.setAttribute("delayTime", Integer.toString(delay));
        root.appendChild(control);
        if (first) {
            // Begin again after the last picture, without end.
            IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
            IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
            loop.setAttribute("applicationID", "NETSCAPE");
            loop.setAttribute("authenticationCode", "2.0");
            loop.setUserObject(new byte[] {1, 0, 0});
            extensions.appendChild(loop);
            root.appendChild(extensions);
        }
        try {
            metadata.mergeTree(FORMAT, root);
        } catch (javax.imageio.metadata.IIOInvalidTreeException e) {
            throw new MingleException("This Java cannot write animated GIF pictures: " + e.getMessage(), e);
        }
        return metadata;
    }
}
