package org.mingle.samples;

import static org.mingle.samples.Hue.darker;
import static org.mingle.samples.Hue.glass;
import static org.mingle.samples.Hue.lighter;

/** What belongs to the water, the wind and the table. Each is drawn in the square from -1 to 1, standing on y = 1. */
final class WaterMotifs {
    private static final int DARK = 0xff2b2d3a;
    private static final int CREAM = 0xfff5efe0;
    private static final int WOOD = 0xff7a553a;

    private WaterMotifs() {}

    static void boat(Brush b, int colour, Dice dice) {
        int kind = dice.below(3);
        int hull = dice.chance(0.6) ? colour : WOOD;
        int cloth = hull == colour ? dice.pick(CREAM, lighter(colour, 150), 0xfffbfaf6) : colour;
        if (kind == 2) {
            b.rectangle(CREAM, -0.45, 0.05, 0.8, 0.4);
            for (int i = 0; i < 3; i++) {
                b.ellipse(darker(hull, 90), -0.28 + 0.25 * i, 0.24, 0.07, 0.07);
            }
            b.rectangle(cloth == CREAM ? colour : cloth, -0.05, -0.55, 0.26, 0.6);
            b.rectangle(DARK, -0.05, -0.55, 0.26, 0.12);
            smoke(b, 0.1, -0.7, dice);
        } else {
            b.rectangle(WOOD, -0.03, -0.95, 0.06, 1.4);
            b.polygon(cloth, 0.06, -0.92, 0.06, 0.36, 0.78, 0.36);
            b.polygon(darker(cloth, 28), 0.06, 0.16, 0.06, 0.36, 0.78, 0.36, 0.62, 0.16);
            if (kind == 1) {
                b.polygon(lighter(cloth, 60), -0.08, -0.7, -0.08, 0.36, -0.62, 0.36);
            }
            b.polygon(colour, 0, -1, 0, -0.84, -0.2, -0.92);
        }
        b.polygon(hull, -0.98, 0.42, 0.98, 0.42, 0.62, 1, -0.66, 1);
        b.polygon(darker(hull, 60), -0.8, 0.72, 0.79, 0.72, 0.62, 1, -0.66, 1);
        b.polygon(lighter(hull, 90), -0.98, 0.42, 0.98, 0.42, 0.93, 0.5, -0.93, 0.5);
    }

    static void fish(Brush b, int colour, Dice dice) {
        double height = dice.between(0.36, 0.62);
        int fin = darker(colour, 50);
        b.polygon(fin, 0.55, 0, 1, -0.5, 0.9, 0, 1, 0.5);
        b.polygon(fin, -0.25, -height * 0.8, 0.3, -height * 1.5, 0.35, -height * 0.6);
        b.polygon(fin, -0.05, height * 0.8, 0.3, height * 1.4, 0.3, height * 0.6);
        b.ellipse(colour, -0.15, 0, 0.83, height);
        b.sector(lighter(colour, 80), -0.15, 0, 0.83, height, 20, 160);
        switch (dice.below(3)) {
            case 0 -> {
                for (int i = 0; i < 3; i++) {
                    double x = -0.3 + 0.28 * i;
                    double half = height * StrictMath.sqrt(1 - (x + 0.15) * (x + 0.15) / 0.69) * 0.95;
                    b.line(darker(colour, 90), 0.09, x, -half, x + 0.05, 0, x, half);
                }
            }
            case 1 -> {
                for (int i = 0; i < 6; i++) {
                    b.ellipse(lighter(colour, 130), -0.2 + 0.2 * (i % 3), -0.14 + 0.26 * (i / 3), 0.06, 0.06);
                }
            }
            default -> b.polygon(fin, -0.1, 0, 0.2, 0.18, 0.22, -0.06);
        }
        b.bow(darker(colour, 80), 0.05, -0.75, 0, 0.34, -50, 50);
        b.ellipse(0xffffffff, -0.68, -height * 0.2, 0.12, 0.12);
        b.ellipse(DARK, -0.7, -height * 0.2, 0.06, 0.06);
    }

    static void lighthouse(Brush b, int colour, Dice dice) {
        int light = dice.chance(0.75) ? 0xfffbf8f0 : 0xffe2dccb;
        double foot = dice.between(0.3, 0.42);
        double top = foot * dice.between(0.55, 0.7);
        b.polygon(0xff6f6a6a, -0.75, 1, -0.55, 0.82, -0.2, 0.76, 0.3, 0.78, 0.6, 0.86, 0.78, 1);
        b.polygon(light, -foot, 0.86, -top, -0.5, top, -0.5, foot, 0.86);
        int bands = 2 + dice.below(2);
        double step = 1.36 / (2 * bands);
        for (int i = 0; i < bands; i++) {
            double y = -0.5 + step * (2 * i + 1);
            double upper = top + (foot - top) * (y + 0.5) / 1.36;
            double lower = top + (foot - top) * (y + step + 0.5) / 1.36;
            b.polygon(colour, -upper, y, upper, y, lower, y + step, -lower, y + step);
        }
        b.polygon(glass(DARK, 45), top * 0.3, -0.5, top, -0.5, foot, 0.86, foot * 0.3, 0.86);
        b.rectangle(DARK, -0.07, 0.6, 0.14, 0.26);
        b.rectangle(DARK, -top - 0.1, -0.56, 2 * top + 0.2, 0.07);
        b.rectangle(0xffffe27a, -top * 0.7, -0.8, top * 1.4, 0.24);
        b.rectangle(DARK, -0.02, -0.8, 0.04, 0.24);
        b.polygon(colour, -top * 0.95, -0.8, 0, -1, top * 0.95, -0.8);
        if (dice.chance(0.4)) {
            double way = dice.pick(-1, 1);
            b.polygon(0x55fff3b0, way * top * 0.7, -0.74, way * 2.6, -1.1, way * 2.6, -0.3, way * top * 0.7, -0.62);
        }
    }

    static void kite(Brush b, int colour, Dice dice) {
        int other = dice.pick(lighter(colour, 120), darker(colour, 70), CREAM, 0xfff0c736);
        Brush k = b.turned(dice.between(-28, 28));
        int kind = dice.below(3);
        double tailX = kind == 1 ? 0.1 : 0;
        double tailY = kind == 1 ? 0.15 : 0.35;
        double bend = dice.between(-0.35, 0.35);
        k.line(0xff5b5560, 0.04, tailX, tailY, bend * 0.6, 0.6, -bend, 0.8, bend, 1.25);
        if (kind == 1) {
            k.polygon(colour, 0, -0.75, 0.95, 0.3, 0, 0.1);
            k.polygon(other, 0, -0.75, -0.95, 0.3, 0, 0.1);
            k.polygon(darker(colour, 60), 0, -0.3, 0.16, 0.25, 0, 0.1);
        } else {
            double wide = kind == 0 ? 0.6 : 0.75;
            k.polygon(colour, 0, -0.95, wide, -0.25, 0, -0.25);
            k.polygon(other, 0, -0.95, -wide, -0.25, 0, -0.25);
            k.polygon(other, 0, 0.5, wide, -0.25, 0, -0.25);
            k.polygon(colour, 0, 0.5, -wide, -0.25, 0, -0.25);
            k.line(DARK, 0.035, 0, -0.95, 0, 0.5);
            k.line(DARK, 0.035, -wide, -0.25, wide, -0.25);
        }
        for (int i = 0; i < 3; i++) {
            double x = i == 0 ? bend * 0.6 : i == 1 ? -bend : bend * 0.9;
            double y = 0.62 + 0.22 * i;
            k.polygon(i % 2 == 0 ? colour : other, x - 0.14, y - 0.08, x, y, x - 0.14, y + 0.08);
            k.polygon(i % 2 == 0 ? colour : other, x + 0.14, y - 0.08, x, y, x + 0.14, y + 0.08);
        }
    }

    static void cup(Brush b, int colour, Dice dice) {
        int kind = dice.below(3);
        double top = kind == 1 ? 0.72 : 0.55;
        double foot = kind == 1 ? 0.36 : kind == 2 ? 0.42 : 0.52;
        double rim = kind == 2 ? -0.75 : -0.3;
        double way = dice.pick(-1, 1);
        if (kind != 2) {
            b.circle(darker(colour, 30), 0.13, way * (top + foot) * 0.52, 0.2, kind == 1 ? 0.24 : 0.3);
        }
        if (kind == 1 || dice.chance(0.3)) {
            b.ellipse(darker(colour, 60), 0, 0.94, 0.95, 0.13);
            b.ellipse(lighter(colour, 70), 0, 0.9, 0.92, 0.11);
        }
        b.polygon(colour, -top, rim, top, rim, foot, 0.86, -foot, 0.86);
        b.ellipse(colour, 0, 0.86, foot, 0.1);
        b.polygon(glass(DARK, 50), top * 0.35, rim, top, rim, foot, 0.86, foot * 0.35, 0.86);
        if (dice.chance(0.5)) {
            int band = lighter(colour, 130);
            double half = top + (foot - top) * 0.45;
            b.rectangle(band, -half, rim + (0.86 - rim) * 0.4, 2 * half, 0.16);
        }
        b.ellipse(lighter(colour, 90), 0, rim, top, 0.14);
        b.ellipse(dice.pick(0xff4a2d1c, 0xff8c5a2b, 0xffb9803f), 0, rim + 0.02, top * 0.85, 0.1);
        if (dice.chance(0.6)) {
            for (int i = -1; i <= 1; i++) {
                double x = 0.24 * i;
                b.line(0x99ffffff, 0.07, x, rim - 0.12, x + 0.08, rim - 0.26, x - 0.04, rim - 0.4, x + 0.06, rim - 0.54);
            }
        }
    }

    /** Puffs that rise from a chimney. */
    static void smoke(Brush b, double x, double y, Dice dice) {
        double drift = dice.between(-0.25, 0.25);
        for (int i = 0; i < 4; i++) {
            double size = 0.1 + 0.055 * i;
            b.ellipse(glass(0xfff4f2f0, 190 - 35 * i), x + drift * i, y - 0.17 * i, size, size * 0.85);
        }
    }
}
