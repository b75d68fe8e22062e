package org.mingle.samples;

import static org.mingle.samples.Hue.glass;

/** Weather and time of day: what is over the horizon, and what lies over everything. */
enum Sky {
    CLEAR(0xff7fbce6, 0xffdff0f6),
    CLOUDS(0xff9fb6c9, 0xffdfe5e8),
    RAIN(0xff7d8b99, 0xffb9c3ca),
    SNOW(0xffb4c0cf, 0xffe9edf1),
    NIGHT(0xff1e2a4f, 0xff4d5a86),
    SUNSET(0xff6a6ba8, 0xfff7b27a),
    FOG(0xffc4cbd0, 0xffe3e4e2);

    private final int top;
    private final int bottom;

    Sky(int top, int bottom) {
        this.top = top;
        this.bottom = bottom;
    }

    void before(Canvas canvas, double horizon, Dice dice) {
        int shade = dice.below(36);
        boolean light = dice.chance(0.5);
        int upper = light ? Hue.lighter(top, shade) : Hue.darker(top, shade);
        canvas.gradient(upper, bottom, 0, horizon + 20);
        Brush b = canvas.brush();
        double x = dice.between(10, 86);
        switch (this) {
            case CLEAR -> disc(b, x, dice.between(10, 22), 6.5, 0xfffff3b8);
            case SUNSET -> disc(b, x, horizon - dice.between(0, 9), 9, 0xffffd88a);
            case NIGHT -> {
                for (int i = 0; i < 30; i++) {
                    double size = dice.between(0.3, 0.8);
                    b.ellipse(0xfff4f1dc, dice.between(0, 96), dice.between(0, horizon), size, size);
                }
                disc(b, x, dice.between(10, 20), 5.5, 0xfff5f0d6);
                b.ellipse(upper, x - 2.6, 13, 4, 4.4);
            }
            default -> { }
        }
        if (this != NIGHT && this != FOG) {
            int clouds = this == CLEAR ? dice.below(3) : 2 + dice.below(3);
            for (int i = 0; i < clouds; i++) {
                cloud(b.at(dice.between(0, 96), dice.between(4, 30)), dice);
            }
        }
    }

    private static void disc(Brush b, double x, double y, double r, int colour) {
        b.ellipse(glass(colour, 50), x, y, r * 1.9, r * 1.9);
        b.ellipse(glass(colour, 70), x, y, r * 1.4, r * 1.4);
        b.ellipse(colour, x, y, r, r);
    }

    private void cloud(Brush b, Dice dice) {
        int white = this == RAIN ? 0xc8707c88 : this == SUNSET ? 0xc8f6cdb4 : 0xdcffffff;
        double size = dice.between(3, 6);
        b.ellipse(white, 0, 0, size * 1.3, size * 0.8);
        b.ellipse(white, -size * 1.3, size * 0.3, size, size * 0.55);
        b.ellipse(white, size * 1.3, size * 0.3, size * 1.1, size * 0.6);
    }

    void after(Canvas canvas, Dice dice) {
        Brush b = canvas.brush();
        switch (this) {
            case RAIN -> {
                canvas.tint(0xff5d6b7b, 50);
                for (int i = 0; i < 60; i++) {
                    double x = dice.between(-4, 98);
                    double y = dice.between(-4, 96);
                    b.line(0x80e6eef5, 0.6, x, y, x - 1.8, y + 5.5);
                }
            }
            case SNOW -> {
                canvas.tint(0xfff2f5f9, 56);
                for (int i = 0; i < 70; i++) {
                    double size = dice.between(0.5, 1.3);
                    b.ellipse(0xe6ffffff, dice.between(0, 96), dice.between(0, 96), size, size);
                }
            }
            case NIGHT -> canvas.tint(0xff18234a, 104);
            case SUNSET -> canvas.tint(0xfff2955c, 46);
            case FOG -> canvas.tint(0xffdcdfe0, 100);
            case CLOUDS -> canvas.tint(0xff8d9aa6, 22);
            default -> { }
        }
    }
}
