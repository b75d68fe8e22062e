package org.mingle.ui.map;

/** Outlines of marks, one per modality, all of the area of a disc with the same radius. */
enum MarkShape {
    CIRCLE {
        @Override
        double distance(double x, double y, double r) {
            return Math.hypot(x, y) - r;
        }
    },
    SQUARE {
        @Override
        double distance(double x, double y, double r) {
            return Math.max(Math.abs(x), Math.abs(y)) - r * Math.sqrt(Math.PI) / 2;
        }
    },
    DIAMOND {
        @Override
        double distance(double x, double y, double r) {
            return (Math.abs(x) + Math.abs(y) - r * Math.sqrt(Math.PI / 2)) / Math.sqrt(2);
        }
    },
    TRIANGLE {
        @Override
        double distance(double x, double y, double r) {
            // Inner radius of the equilateral triangle of area pi r^2; its three sides face down, left and right.
            double inner = r * Math.sqrt(Math.PI / (3 * Math.sqrt(3)));
            double slanted = Math.abs(x) * Math.sqrt(3) / 2 - y / 2;
            return Math.max(y, slanted) - inner;
        }
    };

    /** Signed distance of a point from the outline, negative inside; y grows downwards. */
    abstract double distance(double x, double y, double r);

    /** How far the shape reaches from its centre. */
    double reach(double r) {
        return this == TRIANGLE ? 1.56 * r : this == CIRCLE ? r : 1.2534 * r;
    }

    /** The shape of a modality. */
    static MarkShape of(int modality) {
        return values()[modality % values().length];
    }
}
