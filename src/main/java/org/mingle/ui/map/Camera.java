package org.mingle.ui.map;

/**
 * Where the map is looked at: a centre in layout units and a scale in pixels per unit. Moves smoothly towards its goal.
 * Time comes from the caller.
 */
final class Camera {
    private static final double MARGIN = 28;
    /** Seconds in which a movement is done to 63 %. */
    private static final double EASE = 0.07;
    private static final double MAX_ZOOM = 400;

    private double width = 1;
    private double height = 1;
    private double x;
    private double y;
    private double scale = 1;
    private double goalX;
    private double goalY;
    private double goalScale = 1;
    private double fitScale = 1;
    private double left;
    private double bottom;
    /** A place on the screen that stays over the same point while zooming; NaN when the whole view moves. */
    private double anchorX = Double.NaN;
    private double anchorY = Double.NaN;

    void resize(double w, double h) {
        width = Math.max(1, w);
        height = Math.max(1, h);
    }

    /** Takes another height at its lower edge: what is seen stays where it is. */
    void resizeBelow(double h) {
        double shift = (Math.max(1, h) - height) / 2 / scale;
        y += shift;
        goalY += shift;
        height = Math.max(1, h);
    }

    /** Keeps so many pixels free of a fitted rectangle at the left, where tools lie, and below, where the caption does. */
    void keepFree(double atLeft, double below) {
        left = atLeft;
        bottom = below;
    }

    Camera copy() {
        Camera copy = new Camera();
        copy.width = width;
        copy.height = height;
        copy.x = x;
        copy.y = y;
        copy.scale = scale;
        return copy;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    double scale() {
        return scale;
    }

    double screenX(double wx) {
        return (wx - x) * scale + width / 2;
    }

    double screenY(double wy) {
        return (wy - y) * scale + height / 2;
    }

    double worldX(double sx) {
        return (sx - width / 2) / scale + x;
    }

    double worldY(double sy) {
        return (sy - height / 2) / scale + y;
    }

    /** Makes a rectangle of the layout fill the view. */
    void fit(double minX, double minY, double maxX, double maxY, boolean atOnce) {
        double w = Math.max(1e-9, maxX - minX);
        double h = Math.max(1e-9, maxY - minY);
        fitScale = Math.min(Math.max(1, width - 2 * MARGIN - left) / w, Math.max(1, height - 2 * MARGIN - bottom) / h);
        goalScale = fitScale;
        goalX = (minX + maxX) / 2 - left / 2 / fitScale;
        goalY = (minY + maxY) / 2 + bottom / 2 / fitScale;
        anchorX = Double.NaN;
        if (atOnce) {
            arrive();
        }
    }

    /**
     * Whether a rectangle (least x, least y, greatest x, greatest y) has so different a size from what is seen that to
     * move there smoothly would show nothing on the way.
     */
    boolean farFrom(double[] b) {
        double seen = Math.max(b[2] - b[0], b[3] - b[1]) * scale / Math.min(width, height);
        return !(seen > 0.1 && seen < 10);
    }

    /** Zooms around a place on the screen. */
    void zoom(double factor, double sx, double sy) {
        goalScale = Math.min(fitScale * MAX_ZOOM, Math.max(fitScale / 4, goalScale * factor));
        anchorX = sx;
        anchorY = sy;
        double wx = worldX(sx);
        double wy = worldY(sy);
        goalX = wx - (sx - width / 2) / goalScale;
        goalY = wy - (sy - height / 2) / goalScale;
    }

    /** Moves the view with the pointer, at once. */
    void pan(double dx, double dy) {
        x -= dx / scale;
        y -= dy / scale;
        goalX = x;
        goalY = y;
        goalScale = scale;
        anchorX = Double.NaN;
    }

    /** Brings a point of the layout into view if it is outside. */
    void reveal(double wx, double wy) {
        double sx = screenX(wx);
        double sy = screenY(wy);
        if (sx < MARGIN || sy < MARGIN || sx > width - MARGIN || sy > height - MARGIN) {
            goalX = wx;
            goalY = wy;
            anchorX = Double.NaN;
        }
    }

    void arrive() {
        scale = goalScale;
        x = goalX;
        y = goalY;
    }

    /** Whether it is on its way. */
    boolean isMoving() {
        return gap() != 0;
    }

    private double gap() {
        return Math.abs(Math.log(goalScale / scale)) * 100 + (Math.abs(goalX - x) + Math.abs(goalY - y)) * scale;
    }

    /** Moves on by some seconds; whether anything moved. */
    boolean step(double seconds) {
        double gap = gap();
        if (gap == 0) {
            return false;
        }
        if (gap < 0.2) {
            arrive();
            return true;
        }
        double part = 1 - Math.exp(-seconds / EASE);
        double wx = worldX(anchorX);
        double wy = worldY(anchorY);
        scale *= Math.pow(goalScale / scale, part);
        if (Double.isNaN(anchorX)) {
            x += (goalX - x) * part;
            y += (goalY - y) * part;
        } else {
            x = wx - (anchorX - width / 2) / scale;
            y = wy - (anchorY - height / 2) / scale;
        }
        return true;
    }
}
