package org.mingle.mixing;

/**
 * Mixing inside one class.
 *
 * @param name of the class
 * @param n points of the smaller side in it
 * @param localMixing mean effective number of modalities around its points (unscaled iLISI), 1 to 2
 * @param probe share of its points whose modality their neighbours name, own partners left out; 0.5 is chance
 * @param low lower end of the probe's 95 % interval, likewise {@code high}
 * @param gap distance between the centres of its two modalities
 */
public record ClassMixing(String name, int n, double localMixing, double probe, double low, double high, double gap) {}
