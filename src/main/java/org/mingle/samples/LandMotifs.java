package org.mingle.samples;

import static org.mingle.samples.Hue.darker;
import static org.mingle.samples.Hue.glass;
import static org.mingle.samples.Hue.lighter;

/** What stands or rolls on land. Each is drawn in the square from -1 to 1, standing on y = 1. */
final class LandMotifs {
    private static final int DARK = 0xff2b2d3a;
    private static final int GLASS = 0xffcfe6ef;
    private static final int LAMP = 0xfffbd976;
    private static final int TRUNK = 0xff6b4a35;

    private LandMotifs() {}

    static void bicycle(Brush b, int colour, Dice dice) {
        double wheel = dice.between(0.4, 0.47);
        double axle = 1 - wheel;
        for (double x : new double[] {-0.56, 0.56}) {
            for (int i = 0; i < 4; i++) {
                double t = StrictMath.toRadians(45 * i + 20);
                double dx = wheel * StrictMath.cos(t);
                double dy = wheel * StrictMath.sin(t);
                b.line(0xff9aa0a8, 0.025, x - dx, axle - dy, x + dx, axle + dy);
            }
            b.circle(DARK, 0.09, x, axle, wheel - 0.05);
            b.ellipse(DARK, x, axle, 0.07, 0.07);
        }
        double pedal = 0.02;
        double saddle = -0.2;
        boolean low = dice.chance(0.35);
        b.line(colour, 0.1, -0.56, axle, pedal, axle, 0.4, -0.18, saddle, low ? 0.1 : -0.14, -0.56, axle);
        b.line(colour, 0.1, pedal, axle, saddle - 0.06, -0.3);
        b.line(colour, 0.1, 0.56, axle, 0.36, -0.42);
        b.line(DARK, 0.08, 0.36, -0.42, dice.chance(0.5) ? 0.6 : 0.16, -0.5);
        b.ellipse(DARK, saddle - 0.08, -0.34, 0.2, 0.07);
        b.ellipse(darker(colour, 90), pedal, axle, 0.11, 0.11);
        if (dice.chance(0.35)) {
            b.polygon(TRUNK, 0.44, -0.34, 0.86, -0.34, 0.8, 0, 0.5, 0);
        }
    }

    static void tree(Brush b, int colour, Dice dice) {
        int kind = dice.below(3);
        double trunk = dice.between(0.08, 0.14);
        b.polygon(TRUNK, -trunk, 0.1, trunk, 0.1, trunk * 1.5, 1, -trunk * 1.5, 1);
        if (kind == 0) {
            for (int i = 0; i < 3; i++) {
                double y = -1 + 0.42 * i;
                double wide = 0.38 + 0.17 * i;
                int tone = darker(colour, 22 * (2 - i));
                b.polygon(tone, 0, y, wide, y + 0.72, -wide, y + 0.72);
                b.polygon(glass(DARK, 36), 0, y, wide, y + 0.72, 0.05, y + 0.72);
            }
        } else if (kind == 1) {
            for (int i = 0; i < 6; i++) {
                double t = StrictMath.toRadians(60 * i + dice.below(30));
                double r = dice.between(0.3, 0.42);
                b.ellipse(darker(colour, 12 * (i % 3)), 0.38 * StrictMath.cos(t), -0.35 + 0.34 * StrictMath.sin(t), r, r);
            }
            b.ellipse(colour, 0, -0.35, 0.42, 0.42);
            for (int i = 0; i < 7; i++) {
                b.ellipse(lighter(colour, 60), dice.between(-0.55, 0.45), dice.between(-0.8, 0.05), 0.09, 0.08);
            }
        } else {
            b.ellipse(colour, 0, -0.3, 0.42, 0.72);
            b.sector(lighter(colour, 50), -0.05, -0.3, 0.36, 0.68, 110, 250);
            b.line(TRUNK, 0.05, 0, 0.4, 0, -0.3);
            b.line(TRUNK, 0.04, 0, 0.1, 0.18, -0.12);
        }
    }

    static void house(Brush b, int colour, Dice dice) {
        double wide = dice.between(0.6, 0.9);
        double eaves = dice.between(-0.25, 0.05);
        int roof = dice.pick(0xff9b4a3c, 0xff5d5b66, 0xff7c4b38, 0xff40566b);
        int pane = dice.chance(0.4) ? LAMP : GLASS;
        if (dice.chance(0.6)) {
            b.rectangle(darker(roof, 60), wide * 0.4, -0.88, 0.2, 0.6);
            if (dice.chance(0.4)) {
                WaterMotifs.smoke(b, wide * 0.4 + 0.1, -1.05, dice);
            }
        }
        b.rectangle(colour, -wide, eaves, 2 * wide, 1 - eaves);
        b.rectangle(glass(DARK, 40), wide * 0.3, eaves, wide * 0.7, 1 - eaves);
        if (dice.chance(0.7)) {
            b.polygon(roof, -wide - 0.14, eaves + 0.04, 0, -0.98, wide + 0.14, eaves + 0.04);
            b.polygon(glass(DARK, 46), wide + 0.14, eaves + 0.04, 0, -0.98, wide * 0.25, eaves + 0.04);
        } else {
            b.polygon(roof, -wide - 0.1, eaves + 0.04, -wide * 0.6, eaves - 0.5, wide * 0.6, eaves - 0.5, wide + 0.1, eaves + 0.04);
        }
        double door = dice.pick(-0.45, 0.0, 0.45) * wide;
        b.rectangle(darker(roof, 40), door - 0.13, 0.48, 0.26, 0.52);
        for (double x : new double[] {-0.58, 0, 0.58}) {
            if (StrictMath.abs(x * wide - door) > 0.3) {
                window(b, pane, x * wide - 0.14, eaves + 0.28);
            }
        }
    }

    private static void window(Brush b, int pane, double x, double y) {
        b.rectangle(0xfffaf6ec, x - 0.03, y - 0.03, 0.34, 0.36);
        b.rectangle(pane, x, y, 0.28, 0.3);
        b.rectangle(0xfffaf6ec, x + 0.12, y, 0.04, 0.3);
    }

    static void mountain(Brush b, int colour, Dice dice) {
        int peaks = 1 + dice.below(3);
        for (int i = 0; i < peaks; i++) {
            double x = peaks == 1 ? dice.between(-0.15, 0.15) : -0.5 + i * 1.0 / (peaks - 1) + dice.between(-0.1, 0.1);
            double top = i == peaks / 2 ? -0.95 : dice.between(-0.55, -0.1);
            double wide = (1 - top) * dice.between(0.42, 0.56);
            int stone = i % 2 == 0 ? colour : darker(colour, 30);
            peak(b, stone, x, top, wide, dice);
        }
    }

    private static void peak(Brush b, int stone, double x, double top, double wide, Dice dice) {
        double ridge = x + dice.between(-0.08, 0.12);
        b.polygon(stone, x - wide, 1, x, top, x + wide, 1);
        b.polygon(glass(DARK, 66), x, top, x + wide, 1, ridge + 0.12, 1, x + 0.1, top + 0.75, ridge, top + 0.5);
        if (dice.chance(0.75)) {
            double snow = dice.between(0.2, 0.42);
            double half = wide * snow / (1 - top);
            b.polygon(0xfff7f9fc, x, top, x + half, top + snow, x + half * 0.5, top + snow * 0.8, x + half * 0.1, top + snow * 1.15,
                    x - half * 0.4, top + snow * 0.8, x - half, top + snow);
        }
    }

    static void train(Brush b, int colour, Dice dice) {
        b.rectangle(0xff5d5048, -1.25, 0.95, 2.5, 0.06);
        if (dice.chance(0.55)) {
            steam(b, colour, dice);
        } else {
            tram(b, colour, dice);
        }
        for (int i = 0; i < 4; i++) {
            double x = -0.78 + 0.5 * i;
            b.ellipse(DARK, x, 0.78, 0.18, 0.18);
            b.ellipse(0xffb9bcc4, x, 0.78, 0.08, 0.08);
        }
        b.line(0xff8d929c, 0.06, -0.78, 0.8, 0.72, 0.8);
    }

    private static void steam(Brush b, int colour, Dice dice) {
        int iron = dice.chance(0.5) ? DARK : darker(colour, 100);
        b.rectangle(iron, 0.52, -0.5, 0.2, 0.5);
        b.polygon(iron, 0.46, -0.62, 0.78, -0.62, 0.72, -0.45, 0.52, -0.45);
        WaterMotifs.smoke(b, 0.6, -0.75, dice);
        b.rectangle(colour, -0.3, -0.12, 1.22, 0.6);
        b.ellipse(darker(colour, 40), 0.92, 0.18, 0.12, 0.3);
        b.rectangle(lighter(colour, 110), 0.1, -0.12, 0.07, 0.6);
        b.rectangle(colour, -0.95, -0.5, 0.7, 1);
        b.rectangle(darker(colour, 70), -1.02, -0.6, 0.84, 0.14);
        b.rectangle(GLASS, -0.8, -0.32, 0.4, 0.34);
        b.rectangle(iron, -1.02, 0.46, 2, 0.16);
        b.polygon(iron, 0.96, 0.5, 1.2, 0.92, 0.96, 0.92);
    }

    private static void tram(Brush b, int colour, Dice dice) {
        b.polygon(colour, -1.1, -0.3, -1, -0.45, 0.75, -0.45, 1.1, 0.15, 1.1, 0.68, -1.1, 0.68);
        b.rectangle(lighter(colour, 130), -1.1, 0.28, 2.2, 0.12);
        int pane = dice.chance(0.4) ? LAMP : GLASS;
        for (int i = 0; i < 4; i++) {
            b.rectangle(pane, -0.95 + 0.4 * i, -0.28, 0.3, 0.36);
        }
        b.polygon(pane, 0.66, -0.28, 0.8, -0.28, 1, 0.08, 0.66, 0.08);
        b.rectangle(DARK, -1.1, 0.62, 2.2, 0.1);
    }
}
