package org.mingle.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.Split;
import org.mingle.model.CrossModalModel;
import org.mingle.model.TrainingForecast;
import org.mingle.model.TrainingSettings;
import org.mingle.retrieval.HubCorrection;
import org.mingle.retrieval.Ranking;
import org.mingle.retrieval.QuerySample;
import org.mingle.retrieval.SharedRetriever;

/**
 * The single source of truth of a window: every panel reads and writes these properties and knows no other panel. FX
 * thread only. All values are immutable and computed elsewhere.
 */
public final class AppModel {
    private final ObjectProperty<Dataset> dataset = new SimpleObjectProperty<>(this, "dataset");
    private final ObjectProperty<Split> scope = new SimpleObjectProperty<>(this, "scope", Split.TEST);
    private final ObjectProperty<Space> space = new SimpleObjectProperty<>(this, "space");
    private final ObjectProperty<Space> gallery = new SimpleObjectProperty<>(this, "gallery");
    private final SharedRetriever retriever = new SharedRetriever();
    private final IntegerProperty trainings = new SimpleIntegerProperty(this, "trainings");
    private final ObjectProperty<Path> run = new SimpleObjectProperty<>(this, "run");
    private final ObjectProperty<SampleRef> query = new SimpleObjectProperty<>(this, "query");
    private final ObjectProperty<Ranking> ranking = new SimpleObjectProperty<>(this, "ranking");
    private final ObjectProperty<float[]> queryPoint = new SimpleObjectProperty<>(this, "queryPoint");
    private final ObjectProperty<HubCorrection> correction = new SimpleObjectProperty<>(this, "correction",
            HubCorrection.NONE);
    private final ObjectProperty<CrossModalModel> embedder = new SimpleObjectProperty<>(this, "embedder");
    private final ObservableList<SampleRef> picked = FXCollections.observableArrayList();
    private final Set<SampleRef> pickedSet = new HashSet<>();
    private final List<Consumer<Wish>> wishListeners = new ArrayList<>();
    private final StringProperty search = new SimpleStringProperty(this, "search", "");
    private final ObjectProperty<SampleRef> hovered = new SimpleObjectProperty<>(this, "hovered");
    private final ObjectProperty<TrainingSettings> settings = new SimpleObjectProperty<>(this, "settings",
            TrainingSettings.preset(TrainingSettings.presets().get(0)));
    private final ObjectProperty<TrainingSettings> trainedWith = new SimpleObjectProperty<>(this, "trainedWith");
    private final ObjectProperty<TrainingForecast> forecast = new SimpleObjectProperty<>(this, "forecast");
    private final StringProperty obstacle = new SimpleStringProperty(this, "obstacle", "");
    private final BooleanProperty dark = new SimpleBooleanProperty(this, "dark");

    /** What a panel wants of another that it does not know. */
    public enum Wish {
        /** Rank the gallery for the mean of the picked samples. */
        ASK_BY_PICKED,
        /** Judge how well the modalities of the picked samples are mixed. */
        JUDGE_PICKED
    }

    public AppModel() {
        picked.addListener((ListChangeListener<SampleRef>) change -> {
            pickedSet.clear();
            pickedSet.addAll(picked);
        });
        space.addListener((o, was, is) -> {
            if (is == null || is.embeddings().size() >= is.total()) {
                gallery.set(is);
            }
        });
    }

    /** The open dataset, encoded; null before one is open. */
    public ObjectProperty<Dataset> dataset() {
        return dataset;
    }

    /** The split that map, gallery and measures show; the test split unless the person chooses another. */
    public ObjectProperty<Split> scope() {
        return scope;
    }

    /** The newest embeddings of the scope, or of a sample of it that a map can show; null before the model exists. */
    public ObjectProperty<Space> space() {
        return space;
    }

    /**
     * The newest embeddings of the whole scope: what queries are ranked against. A {@link #space()} that is whole is its
     * own gallery; of a larger scope the gallery comes later, and while a model is being trained seldom. Null before.
     */
    public ObjectProperty<Space> gallery() {
        return gallery;
    }

    /**
     * What a statistic over all pairs of samples is computed on: the {@link #gallery()} where all its pairs can be asked
     * within seconds, of larger ones what the map shows.
     */
    public Space measured() {
        Space whole = gallery.get();
        return whole != null && QuerySample.all(whole.embeddings().size()) ? whole : space.get();
    }

    /** What ranks the gallery, shared by all panels. */
    public SharedRetriever retriever() {
        return retriever;
    }

    /**
     * How many training runs have begun at their beginning in this window: when it changes, spaces to come are of another
     * model, whatever their epochs.
     */
    public IntegerProperty trainings() {
        return trainings;
    }

    /** The folder of the finished or broken-off run that was opened, which may hold stored layouts; null for none. */
    public ObjectProperty<Path> run() {
        return run;
    }

    /** What training the open dataset with the settings will take; null while it is not known. */
    public ObjectProperty<TrainingForecast> forecast() {
        return forecast;
    }

    /** Why there can be no space for the open dataset, in a sentence; empty while there is one or it is being made. */
    public StringProperty obstacle() {
        return obstacle;
    }

    /** The sample whose ranked results are shown; set by a click anywhere. */
    public ObjectProperty<SampleRef> query() {
        return query;
    }

    /** The gallery ranked for the query, as the query panel shows it; null for none. */
    public ObjectProperty<Ranking> ranking() {
        return ranking;
    }

    /**
     * Where the ranked query lies in the space if it is no sample of {@link #space()}, one number for each dimension; null
     * if it is one, and for none. Set before {@link #ranking()}; not to be changed.
     */
    public ObjectProperty<float[]> queryPoint() {
        return queryPoint;
    }

    /** How the query panel corrects its rankings for hubs, for display only. */
    public ObjectProperty<HubCorrection> correction() {
        return correction;
    }

    /**
     * The model behind {@link #space()}, to embed what is not in the dataset; null while there is none or while it is
     * being trained (its weights then change under way).
     */
    public ObjectProperty<CrossModalModel> embedder() {
        return embedder;
    }

    /**
     * The selection of every panel: samples picked on the map, in a table or among results, in the order of picking,
     * each at most once.
     */
    public ObservableList<SampleRef> picked() {
        return picked;
    }

    /** Whether a sample is picked, however many are. */
    public boolean isPicked(SampleRef ref) {
        return pickedSet.contains(ref);
    }

    /** The picked samples, to look up in; follows {@link #picked()}. */
    public Set<SampleRef> pickedSet() {
        return Collections.unmodifiableSet(pickedSet);
    }

    /** The words that samples are searched for, in list and map; empty for none. */
    public StringProperty search() {
        return search;
    }

    /** Asks whoever can to do something. */
    public void wish(Wish wish) {
        wishListeners.forEach(l -> l.accept(wish));
    }

    /** Hears of every wish. */
    public void onWish(Consumer<Wish> listener) {
        wishListeners.add(listener);
    }

    /** The sample under the pointer, wherever it is; null for none. */
    public ObjectProperty<SampleRef> hovered() {
        return hovered;
    }

    /** Preset and hyper-parameters of the run that spaces come from; null for the untrained model. */
    public ObjectProperty<TrainingSettings> trainedWith() {
        return trainedWith;
    }

    /** Preset and hyper-parameters of the next training run. */
    public ObjectProperty<TrainingSettings> settings() {
        return settings;
    }

    /** Whether the dark theme is on; what paints its own pixels paints them again when it changes. */
    public BooleanProperty dark() {
        return dark;
    }

    /**
     * Embeddings and where they come from.
     *
     * @param embeddings of the scope's samples (all of them, or a sample of them)
     * @param epoch 0 for the untrained model
     * @param total pairs in the scope; more than {@code embeddings.size()} when only a sample is shown
     */
    public record Space(Embeddings embeddings, int epoch, int total) {}
}
