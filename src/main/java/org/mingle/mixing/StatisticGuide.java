package org.mingle.mixing;

import java.util.List;
import java.util.Locale;

/**
 * What a statistic means, for people: every number can be asked "what is this?".
 *
 * @param name as on the command line
 * @param title in two or three words
 * @param group the question that it helps to answer
 * @param meaning what it is, in one sentence
 * @param scale how its values read, from one end to the other
 * @param formula in plain text
 * @param source where it comes from
 * @param low the least value a strip should show, likewise {@code high} the greatest
 * @param mark the value that stands for "no difference", NaN where there is none
 */
public record StatisticGuide(String name, String title, Group group, String meaning, String scale, String formula,
        String source, double low, double high, double mark) {
    private static final String C2ST_SOURCE = "Lopez-Paz and Oquab, ICLR 2017 (arXiv 1610.06545)";
    private static final String C2ST_SCALE = "50 %: cannot be told apart; 100 %: can.";
    private static final String C2ST_FORMULA = "mean of 1[f(z) names the side of z] over held-out points; 5 folds, both members of"
            + " a pair in the same fold";
    private static final List<StatisticGuide> ALL = List.of(
            new StatisticGuide("c2st_linear", "Linear probe", Group.APART,
                    "How often a linear classifier, trained from nothing on frozen embeddings, names the modality of held-out points.",
                    C2ST_SCALE, C2ST_FORMULA + "; p: Hotelling's T² of within-pair differences under label swaps in pairs",
                    C2ST_SOURCE, 0.4, 1, 0.5),
            new StatisticGuide("c2st_knn", "Neighbour probe", Group.APART,
                    "How often the vote of a point's nearest neighbours, its own partner left out, names its modality.",
                    C2ST_SCALE, "vote of k = √N neighbours (at most 90); p: label swaps in pairs, neighbours stay", C2ST_SOURCE,
                    0.4, 1, 0.5),
            new StatisticGuide("c2st_mlp", "Network probe", Group.APART,
                    "How often a small network, trained from nothing on frozen embeddings, names the modality of held-out points.",
                    C2ST_SCALE, C2ST_FORMULA + "; one hidden layer of 20 ReLU", C2ST_SOURCE, 0.4, 1, 0.5),
            new StatisticGuide("mmd2", "MMD²", Group.APART,
                    "Distance between the two distributions as wholes, seen through a smooth kernel of five widths.",
                    "0, or a little below: the same; larger: different.",
                    "mean over i≠j of k(xi,xj) + k(yi,yj) − k(xi,yj) − k(yi,xj), k Gaussian at ¼, ½, 1, 2, 4 × median distance;"
                            + " p: label swaps in pairs",
                    "Gretton et al., JMLR 13 (2012), lemma 6", -0.02, 0.2, 0),
            new StatisticGuide("ilisi", "Local mixing (iLISI)", Group.NEIGHBOURS,
                    "Effective number of modalities around a point, scaled; the median over all points.",
                    "0: neighbours of one modality; 1: half and half.",
                    "1 / Σ_b p_b² with neighbours weighted at perplexity 30; (median − 1) / (modalities − 1)",
                    "Korsunsky et al., Nature Methods 16 (2019); scaled as in Luecken et al. 2022", 0, 1, 1),
            new StatisticGuide("entropy_of_mixing", "Entropy of mixing", Group.NEIGHBOURS,
                    "Entropy of the modalities among a point's 30 nearest neighbours, averaged.",
                    "0: of one modality; about 0.98: half and half.",
                    "−Σ_b p_b log p_b / log 2, mean over points", "Haghverdi et al., Nature Biotechnology 36 (2018)", 0, 1, 1),
            new StatisticGuide("kbet", "kBET acceptance", Group.NEIGHBOURS,
                    "Share of points whose neighbourhood a χ² test cannot tell from the overall mix of modalities; strict.",
                    "0: all are biased; about 0.95: none is.",
                    "share with Σ_b (n_b − k f_b)² / (k f_b) below the 95 % quantile of χ²₁",
                    "Büttner et al., Nature Methods 16 (2019)", 0, 1, 0.95),
            new StatisticGuide("silhouette_modality", "Silhouette by modality", Group.NEIGHBOURS,
                    "How much closer points are to their own modality than to the other; secondary.",
                    "0: no closer; 1: two tight, distant clusters.", "mean of (b − a) / max(a, b), clusters are modalities",
                    "Rousseeuw, J. Comput. Appl. Math. 20 (1987)", -0.2, 1, 0),
            new StatisticGuide("gap", "Modality gap", Group.PLACE,
                    "Distance between the centres of the two modalities on the unit sphere.",
                    "0: one centre; 2: opposite. CLIP on MS-COCO: 0.82.", "‖mean x − mean y‖, rows of length 1",
                    "Liang et al., NeurIPS 2022, \"Mind the Gap\"", 0, 1.5, 0),
            new StatisticGuide("alignment", "Alignment", Group.PLACE, "Mean squared distance between the two members of a pair.",
                    "0: partners coincide; 2: at right angles; 4: opposite.", "mean of ‖xi − yi‖²",
                    "Wang and Isola, ICML 2020, with exponent 2", 0, 4, Double.NaN),
            new StatisticGuide("uniformity", "Uniformity", Group.PLACE, "How evenly all points spread over the unit sphere.",
                    "0: all at one point, collapsed; about −4: spread evenly.", "log of the mean of exp(−2 ‖zi − zj‖²) over i≠j",
                    "Wang and Isola, ICML 2020, with t = 2", -4, 0, Double.NaN),
            new StatisticGuide("pair_rank", "Pair rank", Group.PLACE,
                    "Share of the other modality that is closer to a point than its own partner.",
                    "0: the partner is always nearest; 50 %: chance.", "mean of #{j: d(xi,yj) < d(xi,yi)} / (n − 1), both ways",
                    "FOSCTTM; Liu et al., WABI 2019", 0, 1, 0.5),
            new StatisticGuide("clisi", "Local purity (cLISI)", Group.CLASSES,
                    "Effective number of classes around a point, scaled; the median over all points.",
                    "0: classes scattered; 1: neighbours share one.", "as iLISI with classes; (C − median) / (C − 1)",
                    "Korsunsky et al., Nature Methods 16 (2019)", 0, 1, Double.NaN),
            new StatisticGuide("silhouette_class", "Silhouette by class", Group.CLASSES,
                    "How much closer points are to their own class than to the next.", "0: no closer; 1: tight, distant classes.",
                    "mean of (b − a) / max(a, b), clusters are classes", "Rousseeuw, J. Comput. Appl. Math. 20 (1987)", -0.2, 1, 0),
            new StatisticGuide("hubness", "Hubness", Group.CLASSES,
                    "Whether a few items are among the nearest of very many queries and crowd out the others.",
                    "0: no hubs; above 1.2: notable.", "skewness of how often an item is in a top 10 of the other modality, both ways",
                    "Radovanović et al., JMLR 11 (2010); threshold: Feldbauer and Flexer 2019", 0, 4, 1.2),
            new StatisticGuide("effective_rank", "Effective rank", Group.CLASSES,
                    "Number of directions along which the points really vary.", "1: a line; the dimension: every direction alike.",
                    "exp of the entropy of the normalised singular values of the centred points", "Roy and Vetterli, EUSIPCO 2007", 0,
                    Double.NaN, Double.NaN));

    /** The questions of the card. */
    public enum Group {
        APART("Can the modalities be told apart?"),
        NEIGHBOURS("Are neighbourhoods mixed?"),
        PLACE("Where do they lie?"),
        CLASSES("Is structure kept?");

        private final String question;

        Group(String question) {
            this.question = question;
        }

        public String question() {
            return question;
        }
    }

    /** All of them, in the order of the card. */
    public static List<StatisticGuide> all() {
        return ALL;
    }

    /** @throws IllegalArgumentException if there is no statistic of this name */
    public static StatisticGuide of(String name) {
        return ALL.stream().filter(g -> g.name.equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no statistic " + name + "."));
    }

    /** A value as people read it: shares in percent, others with as many digits as mean something; a dash for NaN. */
    public String format(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        String text = isShare() ? String.format(Locale.ROOT, "%.1f %%", 100 * value)
                : String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.3f", value);
        return text.replace("-0.000", "0.000").replace('-', '−');
    }

    private boolean isShare() {
        return name.startsWith("c2st") || name.equals("pair_rank");
    }
}
