package org.mingle.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mingle.data.Fixtures.count;
import static org.mingle.data.Fixtures.read;
import static org.mingle.data.Fixtures.refusal;
import static org.mingle.data.Fixtures.text;

import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.data.DatasetReport.Problem;
import org.mingle.data.DatasetReport.Severity;

class TableReaderTest {
    private static final String HEADER = "id,image,text,label,split\n";
    private static final String GOOD = "a,p.png,one,x,train\nb,p.png,two,y,test\nc,p.png,three,x,val\n";

    @TempDir
    Path folder;

    @BeforeEach
    void onePicture() {
        Fixtures.png(folder.resolve("p.png"), 8, Color.RED);
    }

    private Path csv(String content) {
        return text(folder.resolve("pairs.csv"), content);
    }

    private Problem onlySkipped(Dataset d) {
        List<Problem> skips = d.report().problems().stream().filter(p -> p.severity() == Severity.SKIPPED).toList();
        assertEquals(1, skips.size(), skips.toString());
        return skips.get(0);
    }

    // ---- what opens

    @Test
    void opensByFileAndByFolder() {
        Dataset d = read(csv(HEADER + GOOD));
        assertEquals(List.of("a", "b", "c"), d.ids());
        assertEquals(List.of("x", "y"), d.classNames());
        assertEquals(Split.VALIDATION, d.split(2));
        assertEquals(new Media.Text("two"), d.media(1, 1));
        assertEquals(folder.resolve("p.png"), assertInstanceOf(Media.ImageFile.class, d.media(0, 0)).path());
        assertEquals(d.hash(), read(folder).hash());
        assertEquals(folder.getFileName().toString(), read(folder).name());
    }

    @Test
    void byteOrderMarkQuotesSemicolonsAndCaseAreRead() throws IOException {
        csv("");
        Files.write(folder.resolve("pairs.csv"),
                ("\uFEFFImage;Text;LABEL\np.png;\"one; \"\"two\"\"\nlines\";x\np.png;b;y\n")
                .getBytes(StandardCharsets.UTF_8));
        Dataset d = read(folder.resolve("pairs.csv"), "val=0", "test=0");
        assertEquals(new Media.Text("one; \"two\"\nlines"), d.media(1, 0));
        assertEquals(List.of("sample-1", "sample-2"), d.ids());
    }

    @Test
    void tabsAndJsonLinesSayTheSame() {
        String hash = read(csv(HEADER + GOOD)).hash();
        Path tsv = text(folder.resolve("pairs.tsv"), (HEADER + GOOD).replace(',', '\t'));
        Path jsonl = text(folder.resolve("pairs.jsonl"), """
                {"id": "a", "image": "p.png", "text": "one", "label": "x", "split": "train"}
                {"id": "b", "image": "p.png", "text": "two", "label": ["y"], "split": "test"}

                {"id": "c", "image": "p.png", "text": "three", "label": "x", "split": "val", "other": null}
                """);
        assertEquals(hash, read(tsv).hash());
        assertEquals(hash, read(jsonl).hash());
    }

    @Test
    void severalClassesMakeMultiLabelData() {
        Dataset d = read(csv(HEADER + "a,p.png,one,y;x,train\nb,p.png,two,z | x,test\nc,p.png,three,x,train\n"));
        assertTrue(d.multiLabel());
        assertArrayEquals(new int[] {0, 1}, d.labels(0));
        assertArrayEquals(new int[] {0, 2}, d.labels(1));
    }

    @Test
    void aTextMayLieInAFile() {
        text(folder.resolve("t/one.txt"), "\uFEFFFrom a file.\n");
        Dataset d = read(csv(HEADER + "a,p.png,t/one.txt,x,train\nb,p.png,two,y,test\nc,p.png,read me.,x,train\n"));
        assertEquals(new Media.Text("From a file."), d.media(1, 0));
    }

    @Test
    void otherColumnsByOptions() {
        Path file = text(folder.resolve("t.csv"), "file,caption,class\np.png,one,x\np.png,two,y\n");
        Dataset d = read(file, "modalities=photo:image,note:text", "photo=file", "note=caption", "label=class",
                "test=0", "val=0");
        assertEquals(List.of("photo", "note"), d.modalities().stream().map(Modality::name).toList());
        assertEquals(Modality.Kind.TEXT, d.modalities().get(1).kind());
    }

    @Test
    void numbersAsClassesAreOrderedByValue() {
        Dataset d = read(csv(HEADER + "a,p.png,one,10,train\nb,p.png,two,9,test\nc,p.png,three,x,train\n"));
        assertEquals(List.of("9", "10", "x"), d.classNames());
    }

    // ---- splits

    @Test
    void missingSplitsAreCutAndSaid() {
        Fixtures.discs(folder, 100);
        Dataset d = read(folder.resolve("pairs.csv"));
        assertEquals(20, d.rows(Split.TEST).length);
        assertEquals(8, d.rows(Split.VALIDATION).length);
        assertEquals(2, count(d, Severity.NOTICE));
        assertEquals(d.hash(), read(folder.resolve("pairs.csv")).hash());
        assertNotEquals(d.hash(), read(folder.resolve("pairs.csv"), "split_seed=1").hash());
        assertEquals(30, read(folder.resolve("pairs.csv"), "test=0.3").rows(Split.TEST).length);
    }

    @Test
    void aClassWithOneSampleStaysInTraining() {
        StringBuilder rows = new StringBuilder("image,text,label\np.png,alone,rare\n");
        for (int i = 0; i < 20; i++) {
            rows.append("p.png,text,").append(i % 2 == 0 ? "x\n" : "y\n");
        }
        Dataset d = read(csv(rows.toString()));
        assertEquals(Split.TRAIN, d.split(0));
        assertTrue(d.report().problems().stream().anyMatch(p -> p.severity() == Severity.WARNING
                && p.message().contains("rare has a single sample")));
    }

    // ---- what is skipped and counted

    @Test
    void missingPictureIsSkipped() {
        Problem p = onlySkipped(read(csv(HEADER + GOOD + "d,gone.png,four,x,train\n")));
        assertEquals("pairs.csv, row 5, column image", p.where());
        assertTrue(p.message().contains("gone.png"), p.message());
    }

    @Test
    void emptyCellsAreSkipped() {
        assertEquals("The text is empty.", onlySkipped(read(csv(HEADER + GOOD + "d,p.png,  ,x,train\n"))).message());
        assertEquals("It has no label.", onlySkipped(read(csv(HEADER + GOOD + "d,p.png,four,,train\n"))).message());
        assertEquals("No image file is named.", onlySkipped(read(csv(HEADER + GOOD + "d,,four,x,train\n"))).message());
        assertEquals("The id is empty.", onlySkipped(read(csv(HEADER + GOOD + ",p.png,four,x,train\n"))).message());
    }

    @Test
    void missingOrUnreadableTextFileIsSkipped() throws IOException {
        assertTrue(onlySkipped(read(csv(HEADER + GOOD + "d,p.png,gone.txt,x,train\n"))).message().contains("gone.txt"));
        Files.write(folder.resolve("latin.txt"), new byte[] {(byte) 0xe9, ' ', (byte) 0xe8});
        assertTrue(onlySkipped(read(csv(HEADER + GOOD + "d,p.png,latin.txt,x,train\n"))).message().contains("UTF-8"));
    }

    @Test
    void aRowOfOtherLengthIsSkipped() {
        Problem p = onlySkipped(read(csv(HEADER + GOOD + "d,p.png,four, five,x,train\n")));
        assertEquals("pairs.csv, row 5", p.where());
        assertTrue(p.message().contains("6 columns"), p.message());
    }

    // ---- what is refused

    @Test
    void tooManySkipsAreAnError() {
        String m = refusal(csv(HEADER + "a,p.png,one,x,train\nb,1.png,two,y,test\nc,2.png,three,x,val\n"));
        assertTrue(m.contains("2 of 3 samples") && m.contains("row 3") && m.contains("1.png"), m);
    }

    @Test
    void aRepeatedIdNamesBothRows() {
        String m = refusal(csv(HEADER + GOOD + "a,p.png,four,x,train\n"));
        assertTrue(m.contains("id a") && m.contains("row 2") && m.contains("row 5"), m);
    }

    @Test
    void anUnknownSplitIsNamed() {
        String m = refusal(csv(HEADER + GOOD + "d,p.png,four,x,trian\n"));
        assertTrue(m.contains("pairs.csv, row 5, column split") && m.contains("trian"), m);
        assertTrue(refusal(csv(HEADER + GOOD + "d,p.png,four,x,\n")).contains("row 5, column split"));
    }

    @Test
    void aMissingColumnIsNamedWithThoseThereAre() {
        String m = refusal(csv("picture,text,label\np.png,one,x\n"));
        assertTrue(m.contains("no column image") && m.contains("picture, text, label") && m.contains("image=COLUMN"),
                m);
        assertTrue(refusal(csv("image,text\np.png,one\n")).contains("no column label"));
    }

    @Test
    void emptyTablesAreRefused() {
        assertTrue(refusal(csv("")).contains("is empty"));
        assertTrue(refusal(csv(HEADER)).contains("no rows"));
    }

    @Test
    void brokenSyntaxIsLocated() {
        assertTrue(refusal(csv(HEADER + "a,p.png,\"one,x,train\n")).contains("pairs.csv"));
        assertTrue(refusal(csv("image,image,label\np.png,one,x\n")).contains("pairs.csv"));
        String m = refusal(text(folder.resolve("bad.jsonl"), "{\"image\": \"p.png\"}\n{\"image\": \n"));
        assertTrue(m.contains("bad.jsonl, line 2"), m);
        assertTrue(refusal(text(folder.resolve("list.jsonl"), "[1]\n")).contains("line 1"));
    }

    @Test
    void otherEncodingsAreRefused() throws IOException {
        Path file = Files.write(folder.resolve("latin.csv"),
                "image,text,label\np.png,\u00e9,x\n".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(refusal(file).contains("UTF-8"));
    }

    @Test
    void unknownOrBadOptionsAreNamed() {
        Path file = csv(HEADER + GOOD);
        assertTrue(refusal(file, "lable=x").contains("no option lable"));
        assertTrue(refusal(file, "val=2").contains("val=2"));
        assertTrue(refusal(file, "split_seed=x").contains("split_seed=x"));
        assertTrue(refusal(file, "modalities=image").contains("at least two"));
        assertTrue(refusal(file, "modalities=image,text:sound").contains("sound"));
        assertTrue(refusal(file, "modalities=image,audio").contains("audio"));
        assertTrue(refusal(file, "image=photo").contains("no column photo"));
    }

    @Test
    void paths() throws IOException {
        String none = refusal(folder.resolve("none.csv"));
        assertTrue(none.contains("no file or folder") && none.contains("none.csv"), none);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        String m = refusal(empty);
        assertTrue(m.contains("is no dataset") && m.contains("mingle.json") && m.contains(".npz") && m.contains(".csv"),
                m);
        assertTrue(refusal(text(folder.resolve("x.docx"), "x")).contains("no format"));
        csv(HEADER + GOOD);
        text(folder.resolve("more.csv"), HEADER + GOOD);
        String several = refusal(folder);
        assertTrue(several.contains("several datasets") && several.contains("more.csv, pairs.csv"), several);
    }
}
