package org.mingle.ui.query;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.GridCell;
import org.kordamp.ikonli.javafx.FontIcon;
import org.mingle.data.Dataset;
import org.mingle.data.Media;
import org.mingle.retrieval.Ranking;
import org.mingle.ui.SampleRef;
import org.mingle.ui.media.ClassChip;
import org.mingle.ui.media.MediaBox;

/** One result as a card: rank, verdict, score, what it looks like, class and how near it is. */
final class ResultCell extends GridCell<Ranking.Hit> {
    private static final PseudoClass RELEVANT = PseudoClass.getPseudoClass("relevant");
    private static final PseudoClass PAIR = PseudoClass.getPseudoClass("pair");
    private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");
    private static final double TIP_WIDTH = 360;

    private final QueryPanel panel;
    private final Label rank = new Label();
    private final FontIcon verdict = new FontIcon();
    private final Label verdictText = new Label();
    private final Label score = new Label();
    private final HBox media = new HBox();
    private final HBox foot = new HBox();
    private final Region bar = new Region();
    private final VBox card;
    private final Tooltip tip = new Tooltip();
    private double nearness;

    ResultCell(QueryPanel panel) {
        this.panel = panel;
        getStyleClass().add("result-cell");
        setAccessibleRole(AccessibleRole.BUTTON);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        rank.getStyleClass().add("rank");
        score.getStyleClass().add("score");
        verdict.getStyleClass().add("verdict");
        verdictText.getStyleClass().add("verdict-text");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(rank, verdict, verdictText, gap, score);
        head.getStyleClass().add("head");
        media.getStyleClass().add("media");
        VBox.setVgrow(media, Priority.ALWAYS);
        media.setMinHeight(0);
        foot.getStyleClass().add("foot");
        StackPane track = new StackPane(bar);
        track.getStyleClass().add("distance-track");
        track.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("distance-bar");
        track.widthProperty().subscribe(w -> bar.setMaxWidth(w.doubleValue() * nearness));
        card = new VBox(head, media, foot, track);
        card.getStyleClass().add("result-card");
        tip.setWrapText(true);
        tip.setMaxWidth(TIP_WIDTH);
        setOnMouseEntered(e -> panel.hover(getItem()));
        setOnMouseExited(e -> panel.hover(null));
        setOnMouseClicked(e -> {
            if (getItem() != null) {
                panel.open(getItem());
            }
        });
        panel.lit().subscribe(this::light);
    }

    private void light(SampleRef ref) {
        card.pseudoClassStateChanged(LIT, getItem() != null && panel.ref(getItem()).equals(ref));
    }

    @Override
    protected void updateItem(Ranking.Hit hit, boolean none) {
        super.updateItem(hit, none);
        if (none || hit == null) {
            setGraphic(null);
            setTooltip(null);
            return;
        }
        rank.setText(Integer.toString(hit.rank()));
        score.setText(String.format(Locale.ROOT, "%.3f", hit.score()));
        card.pseudoClassStateChanged(RELEVANT, hit.relevant());
        card.pseudoClassStateChanged(PAIR, hit.truePair());
        verdict.setIconLiteral(hit.truePair() ? "mdi2l-link-variant" : hit.relevant() ? "mdi2c-check" : "mdi2c-close");
        verdictText.setText(hit.truePair() ? "true pair" : "");
        // Cosine runs from -1 to 1.
        nearness = Math.max(0, Math.min(1, (1 + hit.score()) / 2));
        bar.setMaxWidth(((StackPane) bar.getParent()).getWidth() * nearness);
        String said = showSample(hit);
        String judged = hit.truePair() ? "true pair" : hit.relevant() ? "right" : "wrong";
        setAccessibleText("Rank " + hit.rank() + ", " + judged + ", score " + score.getText() + ", " + said);
        light(panel.lit().getValue());
        setGraphic(card);
    }

    private String showSample(Ranking.Hit hit) {
        media.getChildren().clear();
        foot.getChildren().clear();
        Dataset dataset = panel.dataset();
        int row = dataset == null ? -1 : dataset.row(hit.id());
        if (row < 0) {
            return hit.id();
        }
        int own = panel.ref(hit).modality();
        StringBuilder texts = new StringBuilder();
        add(dataset.media(own, row), texts);
        for (int m = 0; m < dataset.modalities().size(); m++) {
            if (m != own) {
                add(dataset.media(m, row), texts);
            }
        }
        String id = hit.id();
        if (media.getChildren().isEmpty()) {
            Label only = new Label(id);
            only.getStyleClass().add("media-id");
            media.getChildren().add(only);
        }
        int c = dataset.label(row);
        foot.getChildren().add(new ClassChip(dataset.classNames().get(c), c, panel.dark()));
        tip.setText(id + (texts.isEmpty() ? "" : "\n" + texts));
        setTooltip(tip);
        return "class " + dataset.classNames().get(c) + ", " + id + (texts.isEmpty() ? "" : ", " + texts);
    }

    private void add(Media item, StringBuilder texts) {
        if (item instanceof Media.None) {
            return;
        }
        MediaBox box = new MediaBox(panel.thumbnails(), QueryPanel.THUMBNAIL);
        box.show(item);
        if (item instanceof Media.Text t) {
            HBox.setHgrow(box, Priority.ALWAYS);
            box.setMinWidth(0);
            texts.append(texts.isEmpty() ? "" : "\n").append(t.text().strip());
        }
        media.getChildren().add(box);
    }
}
