package org.mingle.projection;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mingle.compute.Crew;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;

/**
 * A layout that follows training on a thread of its own. Embeddings come in at any rate, the newest wins; the layout
 * continues from where it is, so that points whose neighbours stay hardly move. Every published layout is turned onto
 * the one before it. Readers take the newest layout whenever they draw.
 *
 * <p>A first layout begins with PCA, which is there at once, and goes through all iterations of {@link Tsne}; later
 * ones do {@link ProjectionSettings#continueIterations()} of them without exaggeration.
 */
public final class LiveProjection implements AutoCloseable {
    /** Nanoseconds between two published layouts: more than a screen shows are not worth a copy. */
    private static final long PUBLISH = 16_000_000L;
    /** While another computation has the processor, this one rests so many times as long as it works. */
    private static final int REST = 5;
    /** Nanoseconds of rest at most: the neighbours of a first layout are found at once, and nothing moves before. */
    private static final long LONGEST_REST = 1_000_000_000L;
    /** Where training has the native library at hand, so many multiply-adds are worth a call. */
    private static final double FEW = 1e8;
    /** Distances looked at between two steps of the layout: about as long as a step takes. */
    private static final int HELD = 1 << 18;
    /** Points asked for the quality of a settled layout, while training goes on and otherwise. */
    private static final int QUICK_SAMPLE = 200;
    private static final int LARGE_SAMPLE = 6000;
    /** So many times the usual iterations follow other settings, which change much at once. */
    private static final int LASTING = 5;
    /** Iterations of a continued layout before its divergence is computed again. */
    private static final int DIVERGENCE_EVERY = 100;

    private volatile ProjectionSettings settings;
    private final Crew crew;
    private final Thread thread;
    /** What follows is guarded by this object's lock. */
    private Request pending;
    private Request last;
    private boolean active = true;
    private boolean sharing;
    private boolean closed;
    private boolean working;
    private String problem = "";
    private volatile Layout latest;
    /** What follows belongs to the thread. */
    private Work work;
    private Refresh refresh;

    private record Request(Embeddings embeddings, int epoch, Consumer<Layout> keeper,
            Supplier<Optional<FloatMatrix>> start) {}

    /** Neighbours of newer embeddings that are still being looked for, while the layout goes on with the old ones. */
    private record Refresh(Request request, double[] perplexities, NeighbourGraph.Search search) {}

    /** A layout under way. */
    private static final class Work {
        final Request request;
        final Embeddings embeddings;
        final TsneEngine engine;
        final double[] perplexities;
        final boolean fresh;
        int iteration;
        int left;
        double kl = Double.NaN;
        long published;

        Work(Request request, TsneEngine engine, double[] perplexities, boolean fresh, int iteration, int left) {
            this.request = request;
            embeddings = request.embeddings;
            this.engine = engine;
            this.perplexities = perplexities;
            this.fresh = fresh;
            this.iteration = iteration;
            this.left = left;
        }
    }

    public LiveProjection(ProjectionSettings settings) {
        this.settings = settings;
        crew = new Crew(settings.threads());
        thread = new Thread(this::run, "mingle-projection");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    /**
     * Hands over the embeddings of an epoch; returns at once. The same ids in the same order continue the layout,
     * others start anew.
     */
    public void submit(Embeddings embeddings, int epoch) {
        submit(embeddings, epoch, layout -> { });
    }

    /**
     * The same, for one who wants to keep the layout of each epoch.
     *
     * @param keeper hears, on the projection's thread, of the last layout of these embeddings: when newer ones come, or
     *     after all iterations
     */
    public void submit(Embeddings embeddings, int epoch, Consumer<Layout> keeper) {
        submit(embeddings, epoch, keeper, Optional::empty);
    }

    /**
     * The same, for embeddings of which a layout may have been stored: it is taken up where it was left.
     *
     * @param start gives that layout, on the projection's thread; asked only where no layout of these samples is under way.
     *     One of another size is not used
     */
    public synchronized void submit(Embeddings embeddings, int epoch, Consumer<Layout> keeper,
            Supplier<Optional<FloatMatrix>> start) {
        pending = new Request(embeddings, epoch, keeper, start);
        last = pending;
        working = true;
        notifyAll();
    }

    /**
     * Goes on by other perplexities and another coherence, from where the layout is. Everything else stays.
     *
     * @param next whose {@link ProjectionSettings#perplexity()}, {@code further} and {@code coherence} are taken over
     * @throws MingleException when there is too little memory for so large a perplexity; then nothing changes
     */
    public synchronized void change(ProjectionSettings next) {
        ProjectionSettings old = settings;
        List<Double> scales = new ArrayList<>(List.of(next.perplexity()));
        scales.addAll(next.further());
        ProjectionSettings changed = old.withPerplexities(scales).withCoherence(next.coherence());
        if (last != null) {
            Embeddings e = last.embeddings;
            Tsne.requireMemory(e.size() * e.modalities().size(), e.points().get(0).cols(), changed);
        }
        settings = changed;
        boolean same = old.perplexity() == next.perplexity() && old.further().equals(next.further());
        if (last != null && !same) {
            pending = last;
            working = true;
            notifyAll();
        }
    }

    /** The settings in force. */
    public ProjectionSettings settings() {
        return settings;
    }

    /** The newest layout, or null before the first. Never blocks. */
    public Layout latest() {
        return latest;
    }

    /** Why the newest embeddings could not be laid out, if so. */
    public synchronized Optional<String> problem() {
        return Optional.of(problem).filter(p -> !p.isEmpty());
    }

    /** Waits until the layout of the newest embeddings has had its iterations, or could not be made. */
    public synchronized void awaitSettled() throws InterruptedException {
        while (working && !closed) {
            wait();
        }
    }

    /** Suspends the work while nobody looks. */
    public synchronized void setActive(boolean on) {
        active = on;
        notifyAll();
    }

    /** Whether something else needs the processor more, training above all: then this works a sixth of the time. */
    public synchronized void setSharing(boolean on) {
        sharing = on;
        notifyAll();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Request next = await();
                long start = worked();
                if (next != null) {
                    begin(next);
                } else {
                    if (refresh != null) {
                        look();
                    }
                    if (work != null && work.left > 0) {
                        advance();
                    }
                }
                rest(worked() - start);
            }
        } catch (InterruptedException e) {
            // closed
        } finally {
            forget();
            crew.close();
        }
    }

    /** Nanoseconds that this thread has worked: on a busy machine less than have gone by. */
    private static long worked() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : System.nanoTime();
    }

    /** Waits for something to do. @return new embeddings, or null to go on with the old */
    private synchronized Request await() throws InterruptedException {
        while (true) {
            if (closed) {
                throw new InterruptedException();
            }
            // Neighbours once begun are found first: where epochs come quicker than that, the layout must follow too.
            if (active && pending != null && (refresh == null || !continues(pending.embeddings))) {
                Request next = pending;
                pending = null;
                return next;
            }
            if (active && (refresh != null || work != null && work.left > 0)) {
                return null;
            }
            if (pending == null && refresh == null && (work == null || work.left <= 0) && working) {
                working = false;
                notifyAll();
            }
            wait();
        }
    }

    private void rest(long worked) throws InterruptedException {
        boolean share;
        synchronized (this) {
            share = sharing;
        }
        if (share) {
            LockSupport.parkNanos(Math.min(LONGEST_REST, worked * REST));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private void begin(Request request) {
        boolean unkept = work != null && work.left > 0 && latest.embeddings() == work.embeddings;
        if (refresh != null) {
            // Of embeddings whose neighbours were never found there is no layout; the one before stands for them.
            forget();
        }
        try {
            FloatMatrix points = request.embeddings.stacked();
            Tsne.check(points);
            Tsne.requireMemory(points.rows(), points.cols(), settings);
            FloatMatrix ready = Tsne.prepared(points, settings.metric());
            if (settings.method().equals(Projections.PCA)) {
                work = null;
                publish(request, Pca.plane(ready), 0, Double.NaN, Double.NaN);
                judge(ready);
            } else if (continues(request.embeddings)) {
                double[] perplexities = Tsne.perplexities(ready.rows(), settings);
                refresh = new Refresh(request, perplexities, new NeighbourGraph.Search(ready,
                        Tsne.neighbours(ready.rows(), perplexities), crew, FEW, HELD));
            } else {
                if (unkept) {
                    work.request.keeper.accept(latest);
                }
                double[] perplexities = Tsne.perplexities(points.rows(), settings);
                float[] stored = request.start.get().filter(xy -> xy.cols() == 2 && xy.rows() == points.rows())
                        .map(xy -> xy.data().clone()).orElse(null);
                float[] start = stored != null ? stored : Tsne.start(ready, settings.seed());
                if (stored != null) {
                    // What was shown before has nothing to do with it, and it is to look as it did when it was stored.
                    latest = null;
                }
                publish(request, stored != null ? stored.clone() : grown(start), 0, perplexities[0], Double.NaN);
                Affinities affinities = Tsne.affinities(ready, perplexities, crew);
                work = new Work(request, new TsneEngine(affinities, start, crew), perplexities, stored == null, 0,
                        stored == null ? settings.iterations() : settings.continueIterations());
                work.published = System.nanoTime();
            }
            say("");
        } catch (MingleException e) {
            work = null;
            say(e.getMessage());
        }
    }

    /** Goes on looking for the neighbours of newer embeddings; when all are found, the layout follows them. */
    private void look() {
        if (refresh.search.next()) {
            return;
        }
        Request request = refresh.request;
        double[] perplexities = refresh.perplexities;
        Affinities affinities = Affinities.of(refresh.search.graph(), perplexities, crew);
        forget();
        Work before = work;
        if (before.left > 0 && latest.embeddings() == before.embeddings) {
            before.request.keeper.accept(latest);
        }
        before.engine.follow(affinities);
        // A layout that is not yet through its first iterations finishes them on the newer embeddings.
        boolean unfinished = before.fresh && before.left > 0;
        before.engine.hold(unfinished ? 0 : settings.coherence());
        boolean otherwise = !Arrays.equals(perplexities, before.perplexities);
        work = new Work(request, before.engine, perplexities, unfinished, before.iteration, unfinished ? before.left
                : otherwise ? LASTING * settings.continueIterations() : settings.continueIterations());
        work.published = before.published;
    }

    private void forget() {
        if (refresh != null) {
            refresh.search.close();
            refresh = null;
        }
    }

    private synchronized void say(String what) {
        problem = what;
    }

    private boolean continues(Embeddings next) {
        return work != null && work.embeddings.modalities().equals(next.modalities())
                && work.embeddings.ids().equals(next.ids());
    }

    private void advance() {
        int n = work.embeddings.size() * work.embeddings.modalities().size();
        if (work.fresh) {
            Tsne.step(work.engine, n, settings.iterations() - work.left, settings.iterations());
        } else {
            Tsne.follow(work.engine, n, work.iteration);
        }
        work.iteration++;
        work.left--;
        boolean last = work.left == 0;
        if (last || work.iteration % DIVERGENCE_EVERY == 0) {
            work.kl = work.engine.divergence();
        }
        long now = System.nanoTime();
        // Under exaggeration the points huddle: PCA is the better picture until then.
        boolean worth = !work.fresh || Tsne.isFree(settings.iterations() - work.left, settings.iterations());
        if (last || worth && now - work.published >= PUBLISH) {
            float[] xy = work.engine.layout();
            if (last || !work.fresh || spread(xy)) {
                work.published = now;
                publish(work.request, xy, work.iteration, work.perplexities[0], work.kl);
            }
        }
        if (last) {
            work.request.keeper.accept(latest);
            judge(Tsne.prepared(work.embeddings.stacked(), settings.metric()));
        }
    }

    /** Says how far the settled layout can be believed; of each point, unless training needs the time. */
    private void judge(FloatMatrix ready) {
        boolean hurried;
        synchronized (this) {
            hurried = sharing || pending != null;
        }
        latest = latest.withQuality(LayoutQuality.of(ready, latest.xy().data(), hurried ? QUICK_SAMPLE : LARGE_SAMPLE,
                crew));
    }

    private void publish(Request request, float[] xy, int iteration, double perplexity, double kl) {
        Layout before = latest;
        boolean same = before != null && before.embeddings().ids().equals(request.embeddings.ids())
                && before.xy().data().length == xy.length;
        if (same) {
            Procrustes.align(xy, before.xy().data());
        }
        latest = new Layout(request.embeddings, request.epoch, iteration, new FloatMatrix(xy.length / 2, 2, xy),
                settings.method(), perplexity, kl, settings.seed()).withDetails(settings.details());
    }

    /** Whether points have left the huddle in which a layout from nothing begins: a tenth of {@link #grown} at least. */
    private static boolean spread(float[] xy) {
        int n = xy.length / 2;
        double mx = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            mx += xy[2 * i] / n;
            squares += (double) xy[2 * i] * xy[2 * i] / n;
        }
        return Math.sqrt(Math.max(0, squares - mx * mx)) > Math.sqrt(n) / 40;
    }

    /** The start at the size that a finished layout has, about. */
    private static float[] grown(float[] start) {
        float scale = (float) (1e4 * Math.sqrt(start.length / 2.0) / 4);
        float[] xy = start.clone();
        for (int i = 0; i < xy.length; i++) {
            xy[i] *= scale;
        }
        return xy;
    }
}
