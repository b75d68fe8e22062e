package org.mingle.ui.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.mingle.data.Embeddings;
import org.mingle.model.TrainingSettings;
import org.mingle.projection.Layout;
import org.mingle.retrieval.PointScores;
import org.mingle.ui.Scenes;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class MapExportTest {
    private static final int W = 400;
    private static final int H = 300;
    private final Scenes scenes = new Scenes(60, 6);
    private final Embeddings embeddings = scenes.embeddings(0.4);

    private StillMap still(MapScene scene, String caption) {
        MapPoints points = new MapPoints();
        points.take(scenes.layout(embeddings, 3, 500));
        Camera camera = new Camera();
        camera.resize(W, H);
        double[] b = points.bounds();
        camera.fit(b[0], b[1], b[2], b[3], true);
        return new StillMap(points, scene, camera, W, H, true, caption);
    }

    private static Document parsed(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static int clipped(Document svg, String tag) {
        NodeList groups = svg.getElementsByTagName("g");
        for (int i = 0; i < groups.getLength(); i++) {
            if (groups.item(i) instanceof org.w3c.dom.Element g && g.hasAttribute("clip-path")) {
                return g.getElementsByTagName(tag).getLength();
            }
        }
        return -1;
    }

    @Test
    void theDrawingHoldsEveryPointLineNameLegendAndCaption() throws Exception {
        PointScores scores = PointScores.of(embeddings);
        PointValues values = new PointValues(ColourBy.AP, embeddings, scores.averagePrecision(), 0, 1, 0, "On <60> pairs.");
        MapScene scene = MapScene.PLAIN.withColouring(new Colouring(ColourBy.AP, values))
                .withLinks(new PairLinks(PairLinks.Mode.SELECTED, new int[] {1, 4, 9}, null));
        BitSet selected = new BitSet();
        selected.set(4);
        StillMap map = still(scene.withSelected(selected), "first & last\nsecond <line>");
        map.points().showClass(2, false);
        Document svg = parsed(MapSvg.of(map));
        assertEquals(100, clipped(svg, "use"), "a mark for each point that is shown");
        assertEquals(3, clipped(svg, "line"));
        assertEquals(5 * 2, clipped(svg, "text"), "names of the classes with their halo");
        String text = svg.getDocumentElement().getTextContent();
        assertTrue(text.contains("first & last") && text.contains("second <line>"), text);
        assertTrue(text.contains("AP as a query") && text.contains("On <60> pairs."), text);
        assertEquals("600", svg.getDocumentElement().getAttribute("width"));
        assertEquals(1, svg.getElementsByTagName("linearGradient").getLength());
    }

    @Test
    void veryManyPointsAreAPictureInTheDrawingThatSaysSo() throws Exception {
        Scenes many = new Scenes(MapSvg.MOST_MARKS / 2 + 1, 6);
        MapPoints points = new MapPoints();
        points.take(many.layout(many.embeddings(0.4), 3, 500));
        Camera camera = new Camera();
        camera.resize(W, H);
        double[] b = points.bounds();
        camera.fit(b[0], b[1], b[2], b[3], true);
        MapScene scene = MapScene.PLAIN.withQuery(7);
        Document svg = parsed(MapSvg.of(new StillMap(points, scene, camera, W, H, true, "caption")));
        assertEquals(1, clipped(svg, "use"), "the query's mark");
        assertEquals(1, clipped(svg, "image"));
        assertEquals(1, clipped(svg, "line"), "the pair of the query");
        assertEquals(6 * 2, clipped(svg, "text"), "names stay letters");
        assertTrue(svg.getDocumentElement().getTextContent().contains("20,002 points in view, drawn as a picture within"));
        var image = (org.w3c.dom.Element) svg.getElementsByTagName("image").item(0);
        String data = image.getAttributeNS("http://www.w3.org/1999/xlink", "href");
        BufferedImage layer = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data.substring(
                data.indexOf(',') + 1))));
        assertEquals(2 * W, layer.getWidth());
        assertEquals(0, layer.getRGB(0, 0) >>> 24, "what is behind shows through");
        int p = 11;
        assertTrue((layer.getRGB((int) (2 * camera.screenX(points.x(p))), (int) (2 * camera.screenY(points.y(p)))) >>> 24) > 150);
        camera.zoom(12, W / 2.0, H / 2.0);
        camera.arrive();
        Document near = parsed(MapSvg.of(new StillMap(points, scene, camera, W, H, true, "caption")));
        assertEquals(0, clipped(near, "image"), "few enough in view");
        assertTrue(clipped(near, "use") >= MapRenderer.inView(points, camera) && clipped(near, "use") < 20_000);
    }

    @Test
    void thePictureIsAPngWithRoomForLegendAndCaption() throws Exception {
        byte[] png = MapExport.picture(still(MapScene.PLAIN, "one\ntwo"));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(1200, image.getWidth());
        assertEquals(700, image.getHeight());
        StillMap map = still(MapScene.PLAIN, "one\ntwo");
        StillMap bare = new StillMap(map.points(), map.scene(), map.camera(), W, H, false, map.caption());
        BufferedImage without = ImageIO.read(new ByteArrayInputStream(MapExport.picture(bare)));
        double[] name = map.points().classCentres()[3];
        int different = 0;
        for (int y = -10; y < 10; y++) {
            for (int x = -10; x < 10; x++) {
                int px = (int) (2 * map.camera().screenX(name[0])) + x;
                int py = (int) (2 * map.camera().screenY(name[1])) + y;
                different += image.getRGB(px, py) == without.getRGB(px, py) ? 0 : 1;
            }
        }
        assertTrue(different > 50, "the name of a class: " + different);
    }

    @Test
    void theAnimationGoesThroughAllEpochsAndBeginsAgain() throws Exception {
        List<Layout> layouts = List.of(scenes.layout(embeddings, 0, 1), scenes.layout(embeddings, 1, 2),
                scenes.layout(embeddings, 2, 3));
        MapAnimation animation = new MapAnimation(still(MapScene.PLAIN.withDark(true), "caption"), layouts);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        animation.write(bytes);
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertEquals(13, animation.frames());
        assertEquals(13, reader.getNumImages(true));
        assertEquals(600, reader.read(0).getWidth());
        BufferedImage first = reader.read(0);
        BufferedImage last = reader.read(12);
        int different = 0;
        for (int y = 0; y < H; y++) {
            for (int x = 0; x < W; x++) {
                different += first.getRGB(x, y) == last.getRGB(x, y) ? 0 : 1;
            }
        }
        assertTrue(different > 1000, "the points moved: " + different);
        var root = (IIOMetadataNode) reader.getImageMetadata(0).getAsTree("javax_imageio_gif_image_1.0");
        assertEquals(1, root.getElementsByTagName("ApplicationExtension").getLength());
        IIOMetadataNode control = (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
        assertEquals("20", control.getAttribute("delayTime"));
    }

    @Test
    void coordinatesAreWrittenWithIds() {
        List<String> lines = MapExport.csv(scenes.layout(embeddings, 3, 500)).lines().toList();
        assertEquals("id,modality,class,x,y", lines.get(0));
        assertEquals(121, lines.size());
        assertTrue(lines.get(1).startsWith("sample-0000,image,art,"));
        assertTrue(lines.get(61).startsWith("sample-0000,text,art,"));
    }

    @Test
    void theCaptionOfAPictureSaysWhatWasTrained() {
        Layout layout = scenes.layout(embeddings, 3, 500);
        TrainingSettings settings = TrainingSettings.preset("daml").with("seed", "7");
        assertTrue(MapCaption.complete("below", "set", settings, layout).startsWith("set · daml, seed 7 · layout seed 0"));
        assertTrue(MapCaption.complete("below", "set", null, layout).startsWith("set · untrained"));
    }

    @Test
    void aStillMapStaysAsItWas() {
        MapPoints points = new MapPoints();
        points.take(scenes.layout(embeddings, 3, 500));
        points.showModality(1, false);
        MapPoints still = points.still();
        float x = still.x(5);
        points.place(new float[240]);
        points.showAll();
        assertEquals(x, still.x(5));
        assertNotEquals(x, points.x(5));
        assertEquals(60, still.visibleCount());
    }
}
