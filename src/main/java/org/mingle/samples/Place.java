package org.mingle.samples;

import static org.mingle.samples.Hue.darker;
import static org.mingle.samples.Hue.glass;
import static org.mingle.samples.Hue.lighter;

/** Where a scene is. Draws everything from the horizon down. */
enum Place {
    SEA(50, 0.86) {
        @Override
        void draw(Canvas canvas, Dice dice) {
            water(canvas, horizon(), dice.pick(0xff2f6f95, 0xff2b7f93, 0xff3d6a8c), dice);
        }
    },
    LAKE(48, 0.8) {
        @Override
        void draw(Canvas canvas, Dice dice) {
            ridge(canvas.brush(), darker(dice.pick(0xff6f9a76, 0xff7f8fa6, 0xff5f8a8a), 30), 42, 10, dice);
            water(canvas, horizon() + 4, dice.pick(0xff5b93b0, 0xff4f8f9c, 0xff6c8fb5), dice);
            hill(canvas.brush(), dice.pick(0xff6c9a4d, 0xff7ba35a), 86, 6, dice);
        }
    },
    BEACH(46, 0.86) {
        @Override
        void draw(Canvas canvas, Dice dice) {
            water(canvas, horizon(), dice.pick(0xff3f92ad, 0xff4a9fb3, 0xff4687a8), dice);
            int sand = dice.pick(0xffe8d29c, 0xffdfc48c, 0xffedd9ae);
            canvas.brush().ellipse(0x99ffffff, dice.between(20, 76), 96, 110, 34.5);
            hill(canvas.brush(), sand, 64, 4, dice);
            for (int i = 0; i < 14; i++) {
                canvas.brush().ellipse(darker(sand, 30), dice.between(0, 96), dice.between(72, 96), 0.8, 0.5);
            }
        }
    },
    HARBOUR(44, 0.84) {
        @Override
        void draw(Canvas canvas, Dice dice) {
            skyline(canvas.brush(), horizon() + 2, 4, dice);
            water(canvas, horizon() + 2, dice.pick(0xff44738c, 0xff3f6680, 0xff4c7d88), dice);
            int stone = dice.pick(0xffa7a199, 0xff9a8f86, 0xffb3a58f);
            canvas.gradient(stone, darker(stone, 40), 78, 96);
            Brush b = canvas.brush();
            b.rectangle(lighter(stone, 70), 0, 78, 96, 1.6);
            for (int i = 0; i < 6; i++) {
                b.line(darker(stone, 60), 0.7, 16 * i + 6, 80, 16 * i - 2, 96);
            }
        }
    },
    MEADOW(52, 0.88) {
        @Override
        void draw(Canvas canvas, Dice dice) {
            int grass = dice.pick(0xff7fae54, 0xff8db55f, 0xff6fa35b, 0xffa5b25a);
            ridge(canvas.brush(), lighter(darker(grass, 40), 40), 46, 5, dice);
            canvas.gradient(lighter(grass, 30), darker(grass, 40), horizon(), 96);
            for (int i = 0; i < 26; i++) {
                double x = dice.between(0, 96);
                double y = dice.between(60, 96);
                int flower = dice.pick(0xfffdf6d8, 0xfff3c84b, 0xffe58aa9, darker(grass, 50), darker(grass, 50));
                canvas.brush().ellipse(flower, x, y, 0.5 + (y - 50) / 60, 0.4 + (y - 50) / 80);
            }
        }
    },
    HILLS(40, 0.86) {
        @Override
        void draw(Canvas canvas, Dice dice) {
            Brush b = canvas.brush();
            int green = dice.pick(0xff6f9f5f, 0xff8aa65a, 0xff5f9470, 0xffb09a5c);
            ridge(b, lighter(0xff7d8fb0, 40), 38, 12, dice);
            hill(b, lighter(green, 50), 52, 9, dice);
            hill(b, green, 64, 8, dice);
            hill(b, darker(green, 40), 78, 6, dice);
        }
    },
    TOWN(50, 0.87) {
        @Override
        void draw(Canvas canvas, Dice dice) {
            skyline(canvas.brush(), 62, 5, dice);
            int road = dice.pick(0xff80828a, 0xff8e8781, 0xff747984);
            canvas.gradient(0xffb9b3aa, 0xffa39c93, 62, 72);
            canvas.gradient(road, darker(road, 40), 72, 96);
            for (int i = 0; i < 5; i++) {
                canvas.brush().rectangle(0xddf2ecd8, 4 + 20 * i, 88, 9, 1.6);
            }
        }
    },
    TABLE(56, 0.9) {
        @Override
        void draw(Canvas canvas, Dice dice) {
            int wall = dice.pick(Hue.values()).tone(dice);
            wall = lighter(wall, 150);
            canvas.gradient(wall, darker(wall, 26), 0, 96);
            Brush b = canvas.brush();
            if (dice.chance(0.6)) {
                double x = dice.between(6, 58);
                b.rectangle(0xfffaf6ec, x - 2, 6, 34, 34);
                canvasWindow(b, x, dice);
            } else {
                for (int i = 0; i < 9; i++) {
                    b.rectangle(glass(darker(wall, 40), 70), 11 * i + 2, 0, 4, 96);
                }
            }
            int wood = dice.pick(0xffa8744a, 0xff8a5f42, 0xffc69a6b, 0xffd9cbb5);
            double edge = dice.between(56, 64);
            canvas.gradient(wood, darker(wood, 30), edge, 96);
            b.rectangle(lighter(wood, 70), 0, edge, 96, 1.5);
            for (int i = 0; i < 4; i++) {
                b.line(darker(wood, 24), 0.8, -10, edge + 8 + 9 * i, 110, edge + 7 + 9 * i + dice.between(-2, 2));
            }
        }
    };

    private final double horizon;
    private final double ground;

    Place(double horizon, double ground) {
        this.horizon = horizon;
        this.ground = ground;
    }

    abstract void draw(Canvas canvas, Dice dice);

    /** Height of the horizon in pixels from the top. */
    double horizon() {
        return horizon;
    }

    /** Where large things in front stand, as a share of the height. */
    double ground() {
        return ground;
    }

    boolean wet() {
        return this == SEA;
    }

    private static void canvasWindow(Brush b, double x, Dice dice) {
        b.rectangle(dice.pick(0xffa9d3ea, 0xffc7dcec, 0xfff4d9b0, 0xff4c5a84), x, 8, 30, 30);
        b.rectangle(0xfffaf6ec, x + 14, 8, 2, 30);
        b.rectangle(0xfffaf6ec, x, 22, 30, 2);
    }

    private static void water(Canvas canvas, double from, int colour, Dice dice) {
        canvas.gradient(lighter(colour, 60), darker(colour, 40), from, 96);
        Brush b = canvas.brush();
        for (int i = 0; i < 16; i++) {
            double y = dice.between(from + 2, 95);
            double x = dice.between(-5, 92);
            double length = 3 + (y - from) / 5;
            b.polygon(lighter(colour, 100), x, y, x + length / 2, y - 0.9, x + length, y, x + length / 2, y + 0.3);
        }
    }

    private static void ridge(Brush b, int colour, double y, double height, Dice dice) {
        double[] xy = new double[2 * 10 + 4];
        for (int i = 0; i < 10; i++) {
            xy[2 * i] = -4 + 11.6 * i;
            xy[2 * i + 1] = y + dice.between(-height / 2, height / 2);
        }
        xy[20] = 100;
        xy[21] = 96;
        xy[22] = -4;
        xy[23] = 96;
        b.polygon(colour, xy);
    }

    private static void hill(Brush b, int colour, double y, double height, Dice dice) {
        double phase = dice.between(0, 6.28);
        double waves = dice.between(0.7, 1.5);
        double[] xy = new double[2 * 25 + 4];
        for (int i = 0; i < 25; i++) {
            xy[2 * i] = 4 * i;
            xy[2 * i + 1] = y + height / 2 * StrictMath.sin(phase + waves * 6.28 * i / 24);
        }
        xy[50] = 96;
        xy[51] = 97;
        xy[52] = 0;
        xy[53] = 97;
        b.polygon(colour, xy);
    }

    private static void skyline(Brush b, double ground, int tallest, Dice dice) {
        int wall = dice.pick(0xffc9b29b, 0xffb8a7a4, 0xffa9b0bb, 0xffd3c2a4);
        for (double x = -6; x < 96; ) {
            double width = dice.between(9, 17);
            double height = dice.between(6, 6 * tallest);
            int tone = darker(lighter(wall, dice.below(50)), dice.below(50));
            b.rectangle(tone, x, ground - height, width, height);
            if (dice.chance(0.5)) {
                b.polygon(darker(tone, 60), x - 0.5, ground - height, x + width / 2, ground - height - 5, x + width + 0.5, ground - height);
            }
            for (double y = ground - height + 2.5; y < ground - 3; y += 5) {
                for (double w = x + 2; w < x + width - 2; w += 4) {
                    b.rectangle(dice.chance(0.25) ? 0xfff6dd92 : darker(tone, 70), w, y, 1.8, 2.4);
                }
            }
            x += width;
        }
    }
}
