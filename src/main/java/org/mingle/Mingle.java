package org.mingle;
public final class Mingle { public static void main(String[] a) { System.out.println("hi"); } }
