package org.mingle.ui.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.javafx.FontIcon;
import org.mingle.data.Dataset;
import org.mingle.data.Media;
import org.mingle.retrieval.Ranking;
import org.mingle.ui.SampleRef;
import org.mingle.ui.media.ClassChip;
import org.mingle.ui.media.MediaBox;

/** One result: rank, verdict, score, what it looks like, class and how near it is. In a grid or in a list. */
final class ResultCard extends VBox {
    private static final PseudoClass RELEVANT = PseudoClass.getPseudoClass("relevant");
    private static final PseudoClass PAIR = PseudoClass.getPseudoClass("pair");
    private static final PseudoClass UNJUDGED = PseudoClass.getPseudoClass("unjudged");
    private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");
    private static final PseudoClass PICKED = PseudoClass.getPseudoClass("picked");
    private static final double READING_WIDTH = 420;

    private final ResultColumn column;
    private final boolean inList;
    private final Label rank = new Label();
    private final FontIcon verdict = new FontIcon();
    private final Label verdictText = new Label();
    private final Label score = new Label();
    private final HBox media = new HBox();
    private final StackPane chip = new StackPane();
    private final Button more = new Button();
    private final FontIcon moreIcon = new FontIcon("mdi2c-chevron-down");
    private final Region bar = new Region();
    private final StackPane track = new StackPane(bar);
    private final List<MediaBox> boxes = new ArrayList<>();
    private ClassChip classChip;
    private String said = "";
    private String texts = "";
    private Ranking.Hit hit;
    private int used;
    private double nearness;

    ResultCard(ResultColumn column, boolean inList) {
        this.column = column;
        this.inList = inList;
        getStyleClass().addAll("result-card", inList ? "in-list" : "in-grid");
        rank.getStyleClass().add("rank");
        score.getStyleClass().add("score");
        score.setMinWidth(USE_PREF_SIZE);
        rank.setMinWidth(USE_PREF_SIZE);
        verdict.getStyleClass().add("verdict");
        verdictText.getStyleClass().add("verdict-text");
        verdictText.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(rank, verdict, verdictText, gap, score);
        head.getStyleClass().add("head");
        media.getStyleClass().add("media");
        VBox.setVgrow(media, Priority.ALWAYS);
        media.setMinHeight(0);
        more.setGraphic(moreIcon);
        more.getStyleClass().addAll("flat", "button-icon", "more");
        more.setFocusTraversable(false);
        more.setOnAction(e -> toggleText());
        more.setTooltip(new Tooltip("The whole text (Space)"));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox foot = new HBox(chip, space, more);
        foot.getStyleClass().add("foot");
        chip.setAlignment(Pos.CENTER_LEFT);
        chip.setMinWidth(0);
        track.getStyleClass().add("distance-track");
        track.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("distance-bar");
        track.widthProperty().subscribe(w -> bar.setMaxWidth(w.doubleValue() * nearness));
        getChildren().addAll(head, media, foot, track);
    }

    void light(SampleRef ref) {
        pseudoClassStateChanged(LIT, hit != null && column.ref(hit).equals(ref));
    }

    void showPicked() {
        pseudoClassStateChanged(PICKED, hit != null && column.panel().picked(column.ref(hit)));
    }

    /** What a screen reader says. */
    String said() {
        return said;
    }

    void show(Ranking.Hit shown) {
        hit = shown;
        boolean judged = column.judged();
        rank.setText(String.format(Locale.ROOT, "%,d", hit.rank()));
        score.setText(String.format(Locale.ROOT, "%.3f", hit.score()));
        pseudoClassStateChanged(RELEVANT, hit.relevant());
        pseudoClassStateChanged(PAIR, hit.truePair());
        pseudoClassStateChanged(UNJUDGED, !judged);
        verdict.setVisible(judged);
        verdict.setManaged(judged);
        if (judged) {
            icon(verdict, hit.truePair() ? "mdi2l-link-variant" : hit.relevant() ? "mdi2c-check" : "mdi2c-close");
        }
        verdictText.setText(hit.truePair() ? "true pair" : "");
        // Cosine runs from -1 to 1.
        nearness = Math.max(0, Math.min(1, (1 + hit.score()) / 2));
        bar.setMaxWidth(track.getWidth() * nearness);
        String what = showSample();
        light(column.panel().lit().getValue());
        said = "Rank " + hit.rank() + (judged ? ", " + (hit.truePair() ? "true pair" : hit.relevant() ? "right" : "wrong")
                : "") + ", score " + score.getText() + ", " + what;
        showPicked();
    }

    private String showSample() {
        texts = "";
        used = 0;
        if (inList) {
            media.setMinHeight(open() ? USE_PREF_SIZE : column.panel().pictureSize());
        }
        Dataset dataset = column.panel().dataset();
        int row = dataset == null ? -1 : dataset.row(hit.id());
        if (row < 0) {
            media.getChildren().clear();
            chip.getChildren().clear();
            more(false);
            return hit.id();
        }
        int own = column.ref(hit).modality();
        boolean hidden = false;
        StringBuilder found = new StringBuilder();
        add(dataset.media(own, row), found);
        for (int m = 0; m < dataset.modalities().size(); m++) {
            if (m != own) {
                boolean fits = used == 0 || column.takesBoth();
                Media other = dataset.media(m, row);
                if (fits) {
                    add(other, found);
                } else if (other instanceof Media.Text t) {
                    hidden = true;
                    found.append(found.isEmpty() ? "" : "\n").append(t.text().strip());
                }
            }
        }
        texts = found.toString();
        if (used == 0) {
            Label only = new Label(hit.id());
            only.getStyleClass().add("media-id");
            media.getChildren().setAll(only);
        } else if (!media.getChildren().equals(boxes.subList(0, used))) {
            media.getChildren().setAll(boxes.subList(0, used));
        }
        more(hidden || room(texts) > column.letters());
        int c = dataset.label(row);
        if (classChip == null) {
            classChip = new ClassChip(dataset.classNames().get(c), c, column.panel().dark());
        }
        classChip.show(dataset.classNames().get(c), c, column.panel().dark());
        if (chip.getChildren().isEmpty()) {
            chip.getChildren().add(classChip);
        }
        return "class " + dataset.classNames().get(c) + ", " + hit.id() + (texts.isEmpty() ? "" : ", " + texts);
    }

    /** In Latin letters: a Chinese or Korean character is as wide as two of them. */
    private static long room(String text) {
        return text.codePoints().mapToLong(c -> c >= 0x1100 && Character.isLetter(c) ? 2 : 1).sum();
    }

    private void more(boolean there) {
        more.setVisible(there);
        icon(moreIcon, inList && open() ? "mdi2c-chevron-up" : "mdi2c-chevron-down");
    }

    private static void icon(FontIcon icon, String literal) {
        if (!literal.equals(icon.getIconLiteral())) {
            icon.setIconLiteral(literal);
        }
    }

    private boolean open() {
        return hit != null && column.isOpen(hit.id());
    }

    /** Opens the whole text: in the list in its place, in the grid beside the card. */
    void toggleText() {
        if (hit == null || texts.isEmpty()) {
            return;
        }
        if (inList) {
            column.toggle(hit.id());
            return;
        }
        Label text = new Label(texts);
        text.setWrapText(true);
        text.setMaxWidth(READING_WIDTH);
        text.getStyleClass().add("whole-text");
        Label id = new Label(hit.id());
        id.getStyleClass().add("query-title");
        VBox page = new VBox(id, text);
        page.getStyleClass().add("whole-text-page");
        PopOver pop = new PopOver(page);
        pop.setAnimated(false);
        pop.setArrowLocation(PopOver.ArrowLocation.RIGHT_CENTER);
        pop.show(this);
    }

    private void add(Media item, StringBuilder found) {
        if (item instanceof Media.None) {
            return;
        }
        int size = column.panel().pictureSize();
        if (used == boxes.size()) {
            boxes.add(null);
        }
        // Boxes are kept from one result to the next: new nodes cost more than all else.
        MediaBox box = boxes.get(used);
        if (box == null || box.size() != size) {
            box = new MediaBox(column.panel().thumbnails(), size);
            boxes.set(used, box);
        }
        used++;
        box.show(item);
        boolean text = item instanceof Media.Text;
        HBox.setHgrow(box, text ? Priority.ALWAYS : Priority.NEVER);
        box.setMaxHeight(text && inList && !open() ? size : Double.MAX_VALUE);
        box.wholeText(text && inList && open());
        if (item instanceof Media.Text t) {
            box.setMinWidth(0);
            found.append(found.isEmpty() ? "" : "\n").append(t.text().strip());
        }
    }
}
