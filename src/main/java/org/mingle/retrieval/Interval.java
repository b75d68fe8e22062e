package org.mingle.retrieval;

/** An estimate with its 95 % interval. */
public record Interval(double value, double low, double high) {}
