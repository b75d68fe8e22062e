package org.mingle.projection;

/**
 * Turns, mirrors and shifts one layout onto another of the same points, without changing any distance in it: the
 * orthogonal Procrustes problem (Schoenemann 1966), closed form on the plane.
 */
final class Procrustes {
    private Procrustes() {}

    /**
     * Moves a layout in place to where the sum of squared distances to the other is least.
     *
     * @param moving interleaved coordinates
     * @param fixed of the same points
     */
    static void align(float[] moving, float[] fixed) {
        int n = moving.length / 2;
        double mx = 0;
        double my = 0;
        double fx = 0;
        double fy = 0;
        for (int i = 0; i < n; i++) {
            mx += moving[2 * i] / (double) n;
            my += moving[2 * i + 1] / (double) n;
            fx += fixed[2 * i] / (double) n;
            fy += fixed[2 * i + 1] / (double) n;
        }
        double xx = 0;
        double xy = 0;
        double yx = 0;
        double yy = 0;
        for (int i = 0; i < n; i++) {
            double ax = moving[2 * i] - mx;
            double ay = moving[2 * i + 1] - my;
            double bx = fixed[2 * i] - fx;
            double by = fixed[2 * i + 1] - fy;
            xx += ax * bx;
            xy += ax * by;
            yx += ay * bx;
            yy += ay * by;
        }
        // A turn by t reaches (xx + yy) cos t + (xy - yx) sin t, a mirrored turn (xx - yy) cos t + (xy + yx) sin t.
        boolean mirror = Math.hypot(xx - yy, xy + yx) > Math.hypot(xx + yy, xy - yx) * (1 + 1e-9);
        double flip = mirror ? -1 : 1;
        double c = xx + flip * yy;
        double s = xy - flip * yx;
        double length = Math.hypot(c, s);
        if (!(length > 0)) {
            c = 1;
            s = 0;
        } else {
            c /= length;
            s /= length;
        }
        for (int i = 0; i < n; i++) {
            double ax = moving[2 * i] - mx;
            double ay = flip * (moving[2 * i + 1] - my);
            moving[2 * i] = (float) (c * ax - s * ay + fx);
            moving[2 * i + 1] = (float) (s * ax + c * ay + fy);
        }
    }
}
