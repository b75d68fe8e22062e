/**
 * What Mingle reads and passes around: datasets of paired, labelled samples, their modalities and splits, and the
 * points they become in the shared space. One reader per file format, found through a registry. Everything above
 * this package knows a sample by its id, never by its row.
 *
 * <h2>Formats</h2>
 * {@link org.mingle.data.DatasetReaders} opens a file, or a folder that is a dataset or holds one:
 * <ul>
 * <li>a folder with {@code mingle.json}, see {@link org.mingle.data.MingleFolder};
 * <li>a table {@code .csv .tsv .jsonl} with columns {@code image text label} and optionally {@code id split}; paths are
 *     relative to the table, a text stands in its cell or in the {@code .txt} file that the cell names, several classes
 *     are separated by {@code ;} or {@code |};
 * <li>{@code .npz}, {@code .mat} (5 to 7.3) and {@code .h5 .hdf5} with arrays {@code image text label} and optionally
 *     {@code split id class_names}, or one array a split such as {@code I_tr T_tr L_tr I_te T_te L_te}; with the lists
 *     of the Wikipedia features beside them instead of labels; one row a sample. Arrays of strings and of n x height x
 *     width x 3 bytes are raw texts and pictures;
 * <li>a folder of {@code .mat} files with one such array each: {@code train_img.mat train_txt.mat train_img_lab.mat}.
 * </ul>
 * Texts ({@code .jsonl}) and pictures ({@code .npz}) that lie beside arrays of features and have the same ids, or no
 * ids and as many rows, are attached to be looked at.
 *
 * <h2>Options</h2>
 * All formats: {@code name}; {@code val} and {@code test}, the share of the training samples that becomes a split the
 * file does not give (0.1 and 0.2, stratified by class; 0 for none); {@code split_seed} (0). All but {@code
 * mingle.json}: {@code modalities=NAME[:KIND],...} names the modalities, of kind {@code image}, {@code text} or {@code
 * vector}; every modality's name, {@code label}, {@code split} and {@code id} are options that say which column or
 * array is meant. Arrays also: {@code class_names}, and {@code NAME.train NAME.val NAME.test} for one array a split.
 */
package org.mingle.data;
