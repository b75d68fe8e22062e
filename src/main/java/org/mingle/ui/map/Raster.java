package org.mingle.ui.map;

import java.util.Arrays;

/** Antialiased drawing into an array of premultiplied ARGB pixels, row-major. */
final class Raster {
    private final int[] pixels;
    private final int width;
    private final int height;

    Raster(int[] pixels, int width, int height) {
        this.pixels = pixels;
        this.width = width;
        this.height = height;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    void clear(int argb) {
        Arrays.fill(pixels, 0, width * height, argb);
    }

    /** Lays a colour over a pixel. {@code alpha} 0 to 255. */
    void blend(int x, int y, int rgb, int alpha) {
        if (x >= 0 && y >= 0 && x < width && y < height && alpha > 0) {
            blendAt(y * width + x, rgb, alpha);
        }
    }

    private void blendAt(int at, int rgb, int alpha) {
        int under = pixels[at];
        int rest = 255 - alpha;
        int a = alpha + div255((under >>> 24) * rest);
        int r = div255((rgb >> 16 & 0xff) * alpha + (under >> 16 & 0xff) * rest);
        int g = div255((rgb >> 8 & 0xff) * alpha + (under >> 8 & 0xff) * rest);
        int b = div255((rgb & 0xff) * alpha + (under & 0xff) * rest);
        pixels[at] = a << 24 | r << 16 | g << 8 | b;
    }

    /** x / 255 rounded, for 0 to 65,535. */
    private static int div255(int x) {
        return (x + 128 + (x + 128 >> 8)) >> 8;
    }

    /** Stamps a mark: its body in one colour, its outline in another. */
    void stamp(Stamp stamp, double cx, double cy, int body, int bodyAlpha, int edge, int edgeAlpha) {
        if (outside(cx, cy, stamp.size())) {
            return;
        }
        double left = cx - stamp.radius();
        double top = cy - stamp.radius();
        int x0 = (int) Math.floor(left);
        int y0 = (int) Math.floor(top);
        byte[] fill = stamp.fill(left - x0, top - y0);
        byte[] line = stamp.edge(left - x0, top - y0);
        int size = stamp.size();
        int fromX = Math.max(0, -x0);
        int toX = Math.min(size, width - x0);
        int toY = Math.min(size, height - y0);
        for (int y = Math.max(0, -y0); y < toY; y++) {
            int row = (y0 + y) * width + x0;
            for (int x = fromX; x < toX; x++) {
                int f = fill[y * size + x] & 0xff;
                int e = line[y * size + x] & 0xff;
                if (f != 0) {
                    blendAt(row + x, body, div255(f * bodyAlpha));
                }
                if (e != 0) {
                    blendAt(row + x, edge, div255(e * edgeAlpha));
                }
            }
        }
    }

    /** A line one pixel wide (Wu 1991), or wider, with round cover of its edges. */
    void line(double x0, double y0, double x1, double y1, double thickness, int rgb, int alpha) {
        boolean steep = Math.abs(y1 - y0) > Math.abs(x1 - x0);
        // Pixel i covers i to i + 1, so its centre is half a pixel further.
        double a0 = (steep ? y0 : x0) - 0.5;
        double b0 = (steep ? x0 : y0) - 0.5;
        double a1 = (steep ? y1 : x1) - 0.5;
        double b1 = (steep ? x1 : y1) - 0.5;
        if (a0 > a1) {
            double t = a0;
            a0 = a1;
            a1 = t;
            t = b0;
            b0 = b1;
            b1 = t;
        }
        double slope = a1 - a0 < 1e-9 ? 0 : (b1 - b0) / (a1 - a0);
        double half = thickness / 2 * Math.sqrt(1 + slope * slope);
        int limit = steep ? height : width;
        int from = (int) Math.max(0, Math.round(a0));
        int to = (int) Math.min(limit - 1, Math.round(a1));
        for (int a = from; a <= to; a++) {
            double centre = b0 + slope * (a - a0);
            if (!(centre + half > -2 && centre - half < (steep ? width : height) + 1)) {
                continue;
            }
            for (int b = (int) Math.floor(centre - half); b <= Math.ceil(centre + half); b++) {
                double cover = Math.min(b + 0.5, centre + half) - Math.max(b - 0.5, centre - half);
                if (cover > 0) {
                    blend(steep ? b : a, steep ? a : b, rgb, (int) (Math.min(1, cover) * alpha));
                }
            }
        }
    }

    /**
     * Whether nothing of a mark can be seen. While the camera follows a layout that has just unfolded, points may be
     * further away than whole numbers reach.
     */
    private boolean outside(double cx, double cy, double reach) {
        return !(cx > -reach && cx < width + reach && cy > -reach && cy < height + reach);
    }

    /** Pixels of a dash and its gap on a broken ring, about. */
    private static final double DASH = 9;

    /** A ring; a broken one has gaps, six or, where it is large, more. */
    void ring(double cx, double cy, double radius, double thickness, int rgb, int alpha, boolean broken) {
        double reach = radius + thickness;
        if (outside(cx, cy, reach)) {
            return;
        }
        double inner = Math.max(0, radius - thickness - 1);
        double waves = Math.max(6, Math.round(2 * Math.PI * radius / DASH));
        for (int y = (int) Math.max(0, Math.floor(cy - reach)); y <= Math.min(height - 1, Math.ceil(cy + reach)); y++) {
            for (int x = (int) Math.max(0, Math.floor(cx - reach)); x <= Math.min(width - 1, Math.ceil(cx + reach)); x++) {
                double dx = x + 0.5 - cx;
                double dy = y + 0.5 - cy;
                double squared = dx * dx + dy * dy;
                if (squared < inner * inner || squared > (reach + 1) * (reach + 1)) {
                    continue;
                }
                double cover = 0.5 - (Math.abs(Math.sqrt(squared) - radius) - thickness / 2);
                if (cover > 0 && !(broken && Math.sin(Math.atan2(dy, dx) * waves) < -0.2)) {
                    blend(x, y, rgb, (int) (Math.min(1, cover) * alpha));
                }
            }
        }
    }
}
